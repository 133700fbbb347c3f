using GiftedPortal.Features.Sync.Log.History;

namespace GiftedPortal.Tests.Features.Sync.Log;

public sealed class RunBandTests
{
    private static readonly RunBand Tens = new([.. Enumerable.Range(1, 11).Select(seconds => TimeSpan.FromSeconds(seconds * 10))]);

    [Fact]
    public void The_band_is_the_middle_of_the_runs_without_the_tenth_at_each_end()
    {
        Tens.Median.Should().Be(TimeSpan.FromSeconds(60));
        Tens.Low.Should().Be(TimeSpan.FromSeconds(20));
        Tens.High.Should().Be(TimeSpan.FromSeconds(100));
    }

    [Theory]
    [InlineData(60, BandVerdict.Usual)]
    [InlineData(150, BandVerdict.Usual)]
    [InlineData(151, BandVerdict.Longer)]
    [InlineData(14, BandVerdict.Usual)]
    [InlineData(13, BandVerdict.Shorter)]
    public void A_run_is_told_as_odd_when_it_is_clearly_outside(int seconds, BandVerdict verdict) => Tens.Compare(TimeSpan.FromSeconds(seconds)).Should().Be(verdict);

    [Fact]
    public void A_few_runs_say_nothing() => new RunBand([.. Tens.Lengths.Take(RunBand.Fewest - 1)]).Compare(TimeSpan.FromDays(1)).Should().Be(BandVerdict.Unknown);
}
