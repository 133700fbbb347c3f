using GiftedPortal.Features.Sync.Roster;

namespace GiftedPortal.Tests.Features.Sync.Roster;

public sealed class RosterIndexTests
{
    [Fact]
    public void Whoever_was_seen_is_found_again_among_many_and_nobody_else_is()
    {
        var index = new RosterIndex();
        // neighbours, multiples of powers of two, leading zeros, words
        var people = Enumerable.Range(1, 20_000).SelectMany(number => new[] { $"{number}", $"{number}0000000000000", $"0{number}", $"person-{number}", $"{number * 65536L}x" }).Distinct().ToList();

        people.Should().AllSatisfy(person => index.See(person, Guid.Empty).Should().Be(Sighting.New));

        people.Should().AllSatisfy(person => index.See(person, Guid.Empty).Should().Be(Sighting.Again));
        index.HasSeen("nobody").Should().BeFalse();
        index.HasSeen("00").Should().BeFalse();
    }
}
