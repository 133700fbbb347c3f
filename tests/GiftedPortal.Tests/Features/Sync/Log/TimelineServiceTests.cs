using GiftedPortal.Data;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Sync;
using GiftedPortal.Features.Sync.Health;
using GiftedPortal.Features.Sync.Log.Timeline;
using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace GiftedPortal.Tests.Features.Sync.Log;

public abstract class TimelineServiceTests<TDatabase> : IClassFixture<TDatabase>, IAsyncDisposable
    where TDatabase : class, ITestDatabase
{
    private static readonly Actor Olga = TestPortal.Staff("Olga", StaffRoles.Operator);

    private readonly ServiceProvider _services;
    private readonly SyncBench _bench;

    protected TimelineServiceTests(TDatabase database)
    {
        _services = new ServiceCollection().AddPortalDatabase(database.Options).AddSingleton<ISaveChangesInterceptor>(new HealthKeeper(SyncPolicy.Default)).BuildServiceProvider();
        _bench = new SyncBench(_services.GetRequiredService<IDbContextFactory<PortalDbContext>>());
    }

    private TimelineService Timeline => new(_bench.Portal.Contexts, _bench.Portal.Get<ConnectionService>());

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _services.DisposeAsync();
    }

    [Fact]
    public async Task Set_up_decisions_permissions_health_and_runs_stand_together_newest_first()
    {
        await _bench.SyncedAsync(people: 2);

        var page = (await Timeline.ReadAsync(_bench.Connection, null, null, Olga, Stop))!;

        page.HasMore.Should().BeFalse();
        page.Items.Select(item => item.Kind).Distinct().Should().BeEquivalentTo(Enum.GetValues<TimelineKind>());
        page.Items.Select(item => item.At).Should().BeInDescendingOrder();
        page.Items[^1].Did!.Action.Should().Be("connection.created");
        page.Items.Where(item => item.Run is not null).Should().ContainSingle();
        foreach (var kind in Enum.GetValues<TimelineKind>())
        {
            var some = (await Timeline.ReadAsync(_bench.Connection, kind, null, Olga, Stop))!.Items;
            some.Select(item => item.Key).Should().Equal(page.Items.Where(item => item.Kind == kind).Select(item => item.Key));
        }
    }

    [Fact]
    public async Task Pages_follow_one_another_without_a_gap_and_without_a_repetition()
    {
        await _bench.SyncedAsync(people: 2);
        for (var run = 0; run < TimelineService.PageSize * 2; run++) await _bench.RunAsync();

        var (keys, pages) = (new List<string>(), 0);
        for (TimelinePlace? after = null; ;)
        {
            var page = (await Timeline.ReadAsync(_bench.Connection, null, TimelinePlace.Parse(after?.ToString()), Olga, Stop))!;
            keys.AddRange(page.Items.Select(item => item.Key));
            pages++;
            if (!page.HasMore) break;
            page.Items.Should().HaveCount(TimelineService.PageSize);
            after = page.Items[^1].Place;
        }

        pages.Should().BeGreaterThan(2);
        keys.Should().OnlyHaveUniqueItems();
        keys.Count(key => key[0] == 'e').Should().Be(TimelineService.PageSize * 2 + 1);
        keys.Count(key => key[0] == 'b').Should().Be((await _bench.Portal.Get<ConnectionService>().TimelineAsync(_bench.Connection, Olga, Stop)).Count);
    }

    [Fact]
    public async Task It_is_for_staff()
    {
        await _bench.SyncedAsync(people: 1);

        foreach (var actor in (Actor[])[_bench.Member, await _bench.Portal.MemberAsync(), TestPortal.Stranger])
        {
            (await Timeline.ReadAsync(_bench.Connection, null, null, actor, Stop)).Should().BeNull();
        }

        (await Timeline.ReadAsync(Guid.NewGuid(), null, null, Olga, Stop)).Should().BeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x.y")]
    [InlineData("99999999999999999999.e")]
    [InlineData("9999999999999999999.e")]
    [InlineData("12")]
    public void A_place_that_no_page_wrote_is_ignored(string? text) => TimelinePlace.Parse(text).Should().BeNull();
}

public sealed class TimelineServiceOnSqliteTests(SqliteDatabase database) : TimelineServiceTests<SqliteDatabase>(database);
