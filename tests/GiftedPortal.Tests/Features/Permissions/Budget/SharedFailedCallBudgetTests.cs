using GiftedPortal.Features.Permissions.Budget;
using GiftedPortal.Providers;
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
    public async Task Five_refused_calls_are_the_last_for_ten_minutes_on_either_node()
    {
        for (var i = 0; i < 5; i++)
            await RefuseAsync(i % 2 == 0 ? _one : _two, _caller);

        (await TakeAsync(_one)).BlockedUntil.Should().Be(_time.GetUtcNow().AddMinutes(10));
        (await TakeAsync(_two, 5)).BlockedUntil.Should().Be(_time.GetUtcNow().AddMinutes(10));
        (await _two.TakeAsync(["somebody else"], 5, false, Stop)).Places.Should().HaveCount(5);

        _time.Advance(TimeSpan.FromMinutes(10));
        (await TakeAsync(_two)).Places.Should().ContainSingle();
    }

    [Fact]
    public async Task Twenty_refused_calls_are_the_last_for_everybody()
    {
        for (var i = 0; i < 20; i++)
            await RefuseAsync(_one, $"{_caller}{i / 4}");

        (await _two.TakeAsync(["somebody else"], 1, false, Stop)).BlockedUntil.Should().Be(_time.GetUtcNow().AddMinutes(10));
        (await RowsAsync("somebody else")).Should().Be(0, "a call that is not made leaves no place behind");
    }

    [Fact]
    public async Task Calls_that_will_probably_be_refused_leave_the_last_place_and_half_of_the_common_ones()
    {
        for (var i = 0; i < 4; i++)
            await RefuseAsync(_one, _caller);

        (await TakeAsync(_two, 3, sparing: true)).BlockedUntil.Should().Be(_time.GetUtcNow().AddMinutes(10));
        (await TakeAsync(_two, 3)).Places.Should().ContainSingle();
        for (var i = 0; i < 6; i++)
            await RefuseAsync(_one, $"{_caller}{i}");
        (await _two.TakeAsync(["somebody else"], 1, true, Stop)).BlockedUntil.Should().Be(_time.GetUtcNow().AddMinutes(10));
        (await _two.TakeAsync(["somebody else"], 1, false, Stop)).BlockedUntil.Should().BeNull();
    }

    [Fact]
    public async Task A_call_that_was_not_refused_leaves_nothing()
    {
        for (var i = 0; i < 30; i++)
            await _one.GiveBackAsync((await TakeAsync(_one)).Places.Single());

        (await RowsAsync(_caller) + await RowsAsync(FailedCall.Everybody)).Should().Be(0);
    }

    [Fact]
    public async Task Whoever_finds_all_places_held_by_calls_on_their_way_waits_until_one_ends()
    {
        var held = await TakeAsync(_one, 5);
        var waiting = TakeAsync(_one, 5);
        await _one.RecordAsync(held.Places[0], Refusal.Rejected);
        waiting.IsCompleted.Should().BeFalse();

        await _one.GiveBackAsync(held.Places[1]);

        (await waiting).Places.Should().ContainSingle();
    }

    [Fact]
    public async Task A_connection_has_five_refusals_whatever_ids_are_typed_into_it()
    {
        for (var i = 0; i < 5; i++)
            await RefuseAsync(i % 2 == 0 ? _one : _two, $"id-{i}", _caller);

        (await _two.TakeAsync(["id-5", _caller], 1, false, Stop)).BlockedUntil.Should().Be(_time.GetUtcNow().AddMinutes(10));
        (await _one.TakeAsync(["id-5", "another connection"], 5, false, Stop)).Places.Should().HaveCount(5);
        (await RowsAsync(FailedCall.Everybody)).Should().Be(10);
    }

    [Fact]
    public async Task A_call_that_was_never_answered_counts_as_refused_for_its_callers_and_as_on_its_way_for_everybody()
    {
        var place = (await TakeAsync(_one)).Places.Single();
        await _one.RecordAsync(place, Refusal.Unanswered);
        _time.Advance(IFailedCallBudget.InFlight);

        (await TakeAsync(_two, 5)).Places.Should().HaveCount(4, "one of the five is spent");
        await using var db = await database.Contexts.CreateDbContextAsync(Stop);
        var now = _time.GetUtcNow();
        (await db.Set<FailedCall>().CountAsync(call => call.Scope == FailedCall.Everybody && call.Until > now, Stop)).Should().Be(4);
    }

    [Fact]
    public async Task A_call_whose_process_died_counts_for_two_minutes()
    {
        await TakeAsync(_one, 5);
        _time.Advance(TimeSpan.FromMinutes(2));

        (await TakeAsync(_two, 5)).Places.Should().HaveCount(5);
    }

    [Fact]
    public async Task Two_nodes_racing_never_get_more_places_than_there_are()
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var (taken, none) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var wishes = Enumerable.Range(0, 24).Select(i => Task.Run(
            async () =>
            {
                var grant = await (i % 2 == 0 ? _one : _two).TakeAsync([_caller], 2, false, enough.Token);
                if (Interlocked.Add(ref taken, grant.Places.Count) >= 5)
                    none.TrySetResult();
            },
            Stop)).ToList();
        // the others wait for a clock that stands
        await none.Task.WaitAsync(TimeSpan.FromMinutes(1), Stop);
        await enough.CancelAsync();
        await Task.WhenAll(wishes.Select(wish => wish.ContinueWith(_ => { }, TaskScheduler.Default)));

        taken.Should().Be(5);
        (await RowsAsync(_caller)).Should().Be(5);
    }

    [Fact]
    public async Task Places_left_long_ago_are_taken_again()
    {
        for (var i = 0; i < 5; i++)
            await RefuseAsync(_one, _caller);
        _time.Advance(TimeSpan.FromHours(1));

        (await TakeAsync(_two, 9)).Places.Should().HaveCount(5).And.OnlyHaveUniqueItems();
        (await RowsAsync(_caller)).Should().Be(5);
    }

    [Fact]
    public async Task Old_rows_go()
    {
        await RefuseAsync(_one, _caller);
        _time.Advance(TimeSpan.FromDays(2));

        await RefuseAsync(_one, "somebody else");

        (await RowsAsync(_caller)).Should().Be(0);
    }

    private static async Task RefuseAsync(SharedFailedCallBudget budget, params string[] callers) =>
        await budget.RecordAsync((await budget.TakeAsync(callers, 1, false, Stop)).Places.Single(), Refusal.Forbidden);

    private Task<BudgetGrant> TakeAsync(SharedFailedCallBudget budget, int most = 1, bool sparing = false) => budget.TakeAsync([_caller], most, sparing, Stop);

    private async Task<int> RowsAsync(string scope)
    {
        await using var db = await database.Contexts.CreateDbContextAsync(Stop);
        return await db.Set<FailedCall>().CountAsync(call => call.Scope == scope, Stop);
    }
}

public sealed class SharedFailedCallBudgetOnSqliteTests(SqliteDatabase database) : SharedFailedCallBudgetTests<SqliteDatabase>(database);
