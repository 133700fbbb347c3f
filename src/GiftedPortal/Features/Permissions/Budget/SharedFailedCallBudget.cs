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
    public async Task<BudgetGrant> TakeAsync(string caller, int most, bool sparing, CancellationToken cancellationToken)
    {
        while (true)
        {
            var change = _pulse.Next;
            await _oneAtATime.WaitAsync(cancellationToken);
            try
            {
                if (await TryAsync(caller, most, sparing, cancellationToken) is { } grant)
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
    public async Task RecordAsync(Guid place)
    {
        await using var db = await database.CreateDbContextAsync();
        var now = time.GetUtcNow();
        var (until, old) = (now + IFailedCallBudget.Window, now - KeptAfterwards);
        await db.Set<FailedCall>().Where(call => call.PlaceId == place)
            .ExecuteUpdateAsync(set => set.SetProperty(call => call.Until, until).SetProperty(call => call.Refused, true));
        await db.Set<FailedCall>().Where(call => call.Until < old).ExecuteDeleteAsync();
        _pulse.Beat();
    }

    /// <inheritdoc/>
    public void Dispose() => _oneAtATime.Dispose();

    // null: not now, but soon
    private async Task<BudgetGrant?> TryAsync(string caller, int most, bool sparing, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var db = await database.CreateDbContextAsync(cancellationToken);
            var now = time.GetUtcNow();
            var known = await db.Set<FailedCall>().Where(call => call.Scope == caller || call.Scope == FailedCall.Everybody).ToListAsync(cancellationToken);
            var own = known.Where(call => call.Scope == caller).ToDictionary(call => call.Slot);
            var common = known.Where(call => call.Scope == FailedCall.Everybody).ToDictionary(call => call.Slot);
            var (mine, all) = (RoomIn(own, BudgetRoom.OfCaller(sparing), now), RoomIn(common, BudgetRoom.OfAll(sparing), now));
            if (Later(mine.BlockedUntil, all.BlockedUntil) is { } until)
                return new BudgetGrant([], until);
            var places = Enumerable.Range(0, Math.Min(most, Math.Min(mine.Free, all.Free))).Select(_ => Guid.CreateVersion7(now)).ToList();
            if (places.Count == 0)
                return null;
            foreach (var place in places)
            {
                Take(db, own, caller, place, now);
                Take(db, common, FailedCall.Everybody, place, now);
            }

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

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other : one;
}
