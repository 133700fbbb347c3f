using GiftedPortal.Data;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Providers.HiBob;
using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace GiftedPortal.Tests.Features.Permissions;

public sealed class StoppedCheckTests(SqliteDatabase database) : PortalPageTest(database)
{
    [Fact]
    public async Task A_check_that_ran_out_of_time_is_kept_with_what_it_has()
    {
        var (member, id) = await Portal.ReadyAsync();
        using var bob = new FakeBob();
        var time = new FakeTimeProvider();
        var stall = new StallingContent("{");
        var told = new ToldUntil(finding => finding.Outcome is PermissionOutcome.Judged, 14); // all but the one that waits for the table
        bob.Instead["/v1/bulk/people/work"] = () => new HttpResponseMessage { Content = stall };
        var check = BobTesting.Provider(bob, time).CheckPermissionsAsync(BobTesting.Connection, told, Stop);
        await Task.WhenAll(stall.Stalled, told.Enough).WaitAsync(Stop);
        time.Advance(TimeSpan.FromSeconds(20));

        var keeper = new CheckKeeper(Portal.Get<IDbContextFactory<PortalDbContext>>(), Portal.Get<HrisProviders>());
        await keeper.KeepAsync(id, await check, member, Portal.Time.GetUtcNow(), Stop);

        var kept = (await Portal.Get<PermissionService>().LatestAsync(id, member, Stop))!;
        kept.Duration.Should().Be(TimeSpan.FromSeconds(20));
        kept.Findings.Single(finding => finding.Key == "work.history").Outcome.Word.Should().Be("Unreachable");
        kept.Findings.Single(finding => finding.Key == "employment.history").Outcome.Word.Should().Be("Granted");
        kept.People.Should().Be(3);
    }
}
