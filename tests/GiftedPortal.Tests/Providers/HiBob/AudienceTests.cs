using GiftedPortal.Providers;

namespace GiftedPortal.Tests.Providers.HiBob;

public class AudienceTests
{
    [Theory]
    [InlineData("", AudienceShape.Nobody, 0)]
    [InlineData("Terminated", AudienceShape.OnePerson, 1)]
    [InlineData("Employed", AudienceShape.OnePerson, 0)]
    [InlineData("Employed,Parental leave,On a sabbatical", AudienceShape.OnlyActive, 0)]
    [InlineData("Employed,Employed,Hired", AudienceShape.Everybody, 1)]
    [InlineData("Employed,terminated,Employed", AudienceShape.Everybody, 1)]
    public async Task The_audience_tells_what_was_chosen(string statuses, AudienceShape shape, int inactive)
    {
        using var bob = new FakeBob();
        bob.Statuses.Clear();
        bob.Statuses.AddRange(statuses.Split(',', StringSplitOptions.RemoveEmptyEntries));

        var audience = (await bob.CheckAsync()).Audience;

        audience.Shape.Should().Be(shape);
        (audience.Inactive ?? 0).Should().Be(inactive);
    }

    [Fact]
    public async Task Without_a_status_nothing_is_said_about_it()
    {
        using var bob = new FakeBob();
        bob.Sections.Remove("lifecycle");

        var audience = (await bob.CheckAsync()).Audience;

        audience.Shape.Should().Be(AudienceShape.StatusHidden);
        audience.People.Should().Be(3);
    }

    [Fact]
    public void An_unanswered_question_stays_one() => Audience.Unknown.Shape.Should().Be(AudienceShape.Unknown);
}
