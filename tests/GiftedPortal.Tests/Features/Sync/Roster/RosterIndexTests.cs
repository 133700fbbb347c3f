using System.Text;
using GiftedPortal.Features.Sync.Roster;

namespace GiftedPortal.Tests.Features.Sync.Roster;

public sealed class RosterIndexTests
{
    [Fact]
    public void Whoever_was_taken_is_found_again_among_many_and_nobody_else_is()
    {
        var index = new RosterIndex();
        // neighbours, multiples of powers of two, leading zeros, words; more than the table holds at first
        var people = Enumerable.Range(1, 40_000).SelectMany(number => new[] { $"{number}", $"{number}0000000000000", $"0{number}", $"person-{number}", $"{number * 65536L}x" }).Distinct().ToList();

        people.Count(person => index.SeeUnchanged(Encoding.UTF8.GetBytes(person), Guid.NewGuid())).Should().Be(0);
        people.Count(index.Take).Should().Be(people.Count);

        people.Count(index.Take).Should().Be(0);
        index.Take("nobody").Should().BeTrue();
        index.Take("00").Should().BeTrue();
    }
}
