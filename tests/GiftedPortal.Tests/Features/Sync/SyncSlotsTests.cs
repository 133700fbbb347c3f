using GiftedPortal.Features.Sync;

namespace GiftedPortal.Tests.Features.Sync;

public sealed class SyncSlotsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 17, 31, TimeSpan.Zero);

    [Theory]
    [InlineData(15)]
    [InlineData(60)]
    [InlineData(1440)]
    public void A_thousand_connections_are_spread_over_the_interval(int minutes)
    {
        var interval = TimeSpan.FromMinutes(minutes);
        var random = new Random(1);

        var slots = Enumerable.Range(0, 1000).Select(_ =>
        {
            var id = new byte[16];
            random.NextBytes(id);
            return SyncSlots.After(Now, new Guid(id), interval);
        }).ToList();

        slots.Should().OnlyContain(slot => slot > Now && slot <= Now + interval);
        slots.CountBy(slot => (int)((slot - Now) / (interval / 20))).Select(part => part.Value).Should().OnlyContain(count => count < 80, "fifty are expected in a twentieth");
    }

    [Fact]
    public void A_connection_comes_back_to_the_same_slot_whoever_asks_and_whenever()
    {
        var (id, interval) = (Guid.Parse("019c0000-0000-7000-8123-456789abcdef"), TimeSpan.FromMinutes(15));
        var slot = SyncSlots.After(Now, id, interval);

        SyncSlots.After(Now.AddDays(3), id, interval).Should().Be(slot.AddDays(3));
        SyncSlots.After(slot.AddTicks(-1), id, interval).Should().Be(slot);
        SyncSlots.After(slot, id, interval).Should().Be(slot + interval);
    }
}
