using GiftedPortal.Features.Permissions.Budget;
using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace GiftedPortal.Tests.Features.Permissions.Budget;

/// <summary>Two nodes over one database. Each test has callers of its own and clears what all share.</summary>
public abstract class SharedFailedCallBudgetTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>, IAsyncLifetime
    where TDatabase : class, ITestDatabase
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero));
    private readonly string _caller = Guid.NewGuid().ToString("N");
    private SharedFailedCallBudget _one = null!;
    private SharedFailedCallBudget _two = null!;

    public async ValueTask InitializeAsync()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(Stop);
        await db.Set<FailedCall>().ExecuteDeleteAsync(Stop);
        _one = new SharedFailedCallBudget(database.Contexts, _time);
        _two = new SharedFailedCallBudget(database.Contexts, _time);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Five_failed_calls_are_the_last_for_ten_minutes_on_either_node()
    {
        for (var i = 0; i < 5; i++)
            await FailAsync(i % 2 == 0 ? _one : _two, _caller);

        (await _one.TakeAsync(_caller, Stop)).BlockedUntil.Should().Be(_time.GetUtcNow().AddMinutes(10));
        (await _two.TakeAsync(_caller, Stop)).BlockedUntil.Should().Be(_time.GetUtcNow().AddMinutes(10));
        (await _two.TakeAsync("somebody else", Stop)).BlockedUntil.Should().BeNull();

        _time.Advance(TimeSpan.FromMinutes(10));
        (await _two.TakeAsync(_caller, Stop)).BlockedUntil.Should().BeNull();
    }

    [Fact]
    public async Task Twenty_failed_calls_are_the_last_for_everybody()
    {
        for (var i = 0; i < 20; i++)
            await FailAsync(_one, $"{_caller}{i / 4}");

        (await _two.TakeAsync("somebody else", Stop)).BlockedUntil.Should().Be(_time.GetUtcNow().AddMinutes(10));
        (await RowsAsync("somebody else")).Should().Be(0, "a refused call leaves no place behind");
    }

    [Fact]
    public async Task A_call_that_did_not_fail_leaves_nothing()
    {
        for (var i = 0; i < 30; i++)
        {
            var place = await _one.TakeAsync(_caller, Stop);
            place.BlockedUntil.Should().BeNull();
            await _one.GiveBackAsync(place);
        }

        (await RowsAsync(_caller) + await RowsAsync(FailedCall.Everybody)).Should().Be(0);
        (await _two.IsUntouchedAsync(_caller, Stop)).Should().BeTrue();
    }

    [Fact]
    public async Task A_call_whose_process_died_counts_for_half_a_minute()
    {
        for (var i = 0; i < 5; i++)
            await _one.TakeAsync(_caller, Stop);

        (await _two.TakeAsync(_caller, Stop)).BlockedUntil.Should().Be(_time.GetUtcNow().AddSeconds(30));
        (await _two.IsUntouchedAsync(_caller, Stop)).Should().BeFalse();
        _time.Advance(TimeSpan.FromSeconds(30));
        (await _two.TakeAsync(_caller, Stop)).BlockedUntil.Should().BeNull();
    }

    [Fact]
    public async Task Calls_that_failed_without_a_place_count_as_well()
    {
        for (var i = 0; i < 7; i++)
            await _one.RecordAsync(_caller, null);

        (await _two.TakeAsync(_caller, Stop)).BlockedUntil.Should().NotBeNull();
        (await RowsAsync(_caller)).Should().Be(5);
    }

    [Fact]
    public async Task Two_nodes_racing_never_get_more_places_than_there_are()
    {
        var wishes = Enumerable.Range(0, 24).Select(i => Task.Run(() => (i % 2 == 0 ? _one : _two).TakeAsync(_caller, Stop), Stop));

        var places = await Task.WhenAll(wishes);

        places.Count(place => place.BlockedUntil is null).Should().Be(5);
        (await RowsAsync(_caller)).Should().Be(5);
    }

    [Fact]
    public async Task Places_left_long_ago_are_taken_again_one_by_one()
    {
        for (var i = 0; i < 5; i++)
            await FailAsync(_one, _caller);
        _time.Advance(TimeSpan.FromHours(1));

        var places = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => (i % 2 == 0 ? _one : _two).TakeAsync(_caller, Stop), Stop)));

        places.Count(place => place.BlockedUntil is null).Should().Be(5);
        places.Where(place => place.BlockedUntil is null).Select(place => place.Id).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Old_rows_go()
    {
        await FailAsync(_one, _caller);
        _time.Advance(TimeSpan.FromDays(2));

        await FailAsync(_one, "somebody else");

        (await RowsAsync(_caller)).Should().Be(0);
    }

    private static async Task FailAsync(SharedFailedCallBudget budget, string caller)
    {
        var place = await budget.TakeAsync(caller, Stop);
        place.BlockedUntil.Should().BeNull();
        await budget.RecordAsync(caller, place);
    }

    private async Task<int> RowsAsync(string scope)
    {
        await using var db = await database.Contexts.CreateDbContextAsync(Stop);
        return await db.Set<FailedCall>().CountAsync(call => call.Scope == scope, Stop);
    }
}

public sealed class SharedFailedCallBudgetOnSqliteTests(SqliteDatabase database) : SharedFailedCallBudgetTests<SqliteDatabase>(database);
