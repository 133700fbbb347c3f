using GiftedPortal.Features.Progress;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Setup;
using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Features.Progress;

public sealed class StepStatisticsTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private readonly TestPortal _portal = new(database.Contexts);

    [Fact]
    public async Task Says_how_long_half_of_the_customers_took_and_where_they_are_stuck()
    {
        await PlayAsync(1, 10);
        await PlayAsync(3, 20);
        await PlayAsync(100, null);
        _portal.Time.Advance(TimeSpan.FromHours(2));
        await PlayAsync(null, null);

        var progress = await _portal.Get<ProgressService>().ListAsync(TestPortal.Staff("Rita", StaffRoles.Reviewer), Stop);
        var steps = StepStatistics.Of(_portal.Provider.Guide, progress, _portal.Time.GetUtcNow() - TimeSpan.FromHours(1));

        steps.Select(step => (step.Number, step.Finished, step.Median, step.Idle)).Should().Equal(
            (1, 3, TimeSpan.FromMinutes(3), 0),
            (2, 2, TimeSpan.FromMinutes(15), 1),
            (3, 0, null, 2));
        progress.Should().HaveCount(4).And.OnlyContain(one => one.InSetup);
        (await _portal.Get<ProgressService>().ListAsync(TestPortal.Stranger, Stop)).Should().BeEmpty();
    }

    private async Task PlayAsync(double? first, double? second)
    {
        var member = await _portal.MemberAsync();
        await _portal.Get<SetupService>().LoadAsync(member, Stop);
        foreach (var (slug, minutes) in new[] { ("first", first), ("second", second) })
        {
            if (minutes is { } taken)
            {
                _portal.Time.Advance(TimeSpan.FromMinutes(taken));
                (await _portal.Get<SetupService>().FinishAsync(slug, true, member, Stop)).Should().BeNull();
            }
        }
    }
}
