using GiftedPortal.Data;
using GiftedPortal.Providers;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Permissions.Budget;

/// <summary>The budget that all nodes share, in the database. Without the database no call is made: every method then throws.</summary>
public sealed class SharedFailedCallBudget(IDbContextFactory<PortalDbContext> database, TimeProvider time) : IFailedCallBudget, IDisposable
{
    private static readonly TimeSpan KeptAfterwards = TimeSpan.FromDays(1);

    // places given back on this node are heard of at once; those of other nodes, at the next look
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    private readonly Pulse _pulse = new(time);
    private readonly SemaphoreSlim _oneAtATime = new(1); // takers of this node would only get into each other's way

    /// <inheritdoc/>
    public async Task<BudgetGrant> TakeAsync(IReadOnlyList<string> callers, int most, bool sparing, CancellationToken cancellationToken)
    {
        while (true)
        {
            var change = _pulse.Next;
            await _oneAtATime.WaitAsync(cancellationToken);
            try
            {
                if (await TryAsync(callers, most, sparing, cancellationToken) is { } grant)
                    return grant;
            }
            finally
            {
                _oneAtATime.Release();
            }

            await _pulse.WaitAsync(change, Look, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task GiveBackAsync(Guid place)
    {
        await using var db = await database.CreateDbContextAsync();
        await db.Set<FailedCall>().Where(call => call.PlaceId == place).ExecuteDeleteAsync();
        _pulse.Beat();
    }

    /// <inheritdoc/>
    public async Task RecordAsync(Guid place, Refusal refusal)
    {
        await using var db = await database.CreateDbContextAsync();
        var now = time.GetUtcNow();
        var (until, old) = (now + IFailedCallBudget.Window, now - KeptAfterwards);
        var unanswered = refusal is Refusal.Unanswered; // then the common place is free again by itself, as one of a call on its way
        await db.Set<FailedCall>().Where(call => call.PlaceId == place && (!unanswered || call.Scope != FailedCall.Everybody))
            .ExecuteUpdateAsync(set => set.SetProperty(call => call.Until, until).SetProperty(call => call.Refused, true));
        await db.Set<FailedCall>().Where(call => call.Until < old).ExecuteDeleteAsync();
        _pulse.Beat();
    }

    /// <inheritdoc/>
    public void Dispose() => _oneAtATime.Dispose();

    // null: not now, but soon
    private async Task<BudgetGrant?> TryAsync(IReadOnlyList<string> callers, int most, bool sparing, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var db = await database.CreateDbContextAsync(cancellationToken);
            var now = time.GetUtcNow();
            string[] scopes = [.. callers, FailedCall.Everybody];
            var known = (await db.Set<FailedCall>().Where(call => scopes.Contains(call.Scope)).ToListAsync(cancellationToken)).ToLookup(call => call.Scope);
            var slots = scopes.ToDictionary(scope => scope, scope => known[scope].ToDictionary(call => call.Slot));
            var rooms = slots.Select(scope => RoomIn(scope.Value, scope.Key == FailedCall.Everybody ? BudgetRoom.OfAll(sparing) : BudgetRoom.OfCaller(sparing), now)).ToList();
            if (rooms.Max(room => room.BlockedUntil) is { } until)
                return new BudgetGrant([], until);
            var places = Enumerable.Range(0, Math.Min(most, rooms.Min(room => room.Free))).Select(_ => Guid.CreateVersion7(now)).ToList();
            if (places.Count == 0)
                return null;
            foreach (var place in places)
                foreach (var scope in scopes)
                    Take(db, slots[scope], scope, place, now);

            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return new BudgetGrant(places, null);
            }
            catch (DbUpdateException exception) when (exception is DbUpdateConcurrencyException || UniqueViolation.Caused(exception))
            {
                // another node was quicker: look again
            }
        }
    }

    private static BudgetRoom RoomIn(Dictionary<int, FailedCall> slots, int size, DateTimeOffset now) =>
        BudgetRoom.Of([.. slots.Values.Where(call => call.Until > now).Select(call => (call.Until, call.Refused))], size);

    private static void Take(PortalDbContext db, Dictionary<int, FailedCall> slots, string scope, Guid place, DateTimeOffset now)
    {
        var slot = 0;
        while (slots.TryGetValue(slot, out var held) && held.Until > now)
            slot++;
        if (slots.TryGetValue(slot, out var free))
            (free.PlaceId, free.Until, free.Refused) = (place, now + IFailedCallBudget.InFlight, false);
        else
            db.Add(slots[slot] = new FailedCall { Scope = scope, Slot = slot, PlaceId = place, Until = now + IFailedCallBudget.InFlight });
    }
}
