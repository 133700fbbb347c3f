using GiftedPortal.Data;
using GiftedPortal.Providers;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Permissions.Budget;

/// <summary>The budget that all nodes share, in the database. Without the database no call is made: every method then throws.</summary>
public sealed class SharedFailedCallBudget(IDbContextFactory<PortalDbContext> database, TimeProvider time) : IFailedCallBudget
{
    private static readonly TimeSpan KeptAfterwards = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public async Task<bool> IsUntouchedAsync(string caller, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var taken = await db.Set<FailedCall>()
            .Where(call => (call.Scope == caller || call.Scope == FailedCall.Everybody) && call.Until > now)
            .Select(call => call.Scope).ToListAsync(cancellationToken);
        return !taken.Contains(caller) && taken.Count <= IFailedCallBudget.Overall - IFailedCallBudget.PerCaller;
    }

    /// <inheritdoc/>
    public async Task<BudgetPlace> TakeAsync(string caller, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        if (await TakeAsync(caller, IFailedCallBudget.PerCaller, id, IFailedCallBudget.InFlight, cancellationToken) is { } until)
            return new BudgetPlace(id, until);
        if (await TakeAsync(FailedCall.Everybody, IFailedCallBudget.Overall, id, IFailedCallBudget.InFlight, cancellationToken) is not { } allUntil)
            return new BudgetPlace(id, null);
        var place = new BudgetPlace(id, allUntil);
        await GiveBackAsync(place);
        return place;
    }

    /// <inheritdoc/>
    public async Task GiveBackAsync(BudgetPlace place)
    {
        await using var db = await database.CreateDbContextAsync();
        await db.Set<FailedCall>().Where(call => call.PlaceId == place.Id).ExecuteDeleteAsync();
    }

    /// <inheritdoc/>
    public async Task RecordAsync(string caller, BudgetPlace? place)
    {
        var now = time.GetUtcNow();
        if (place is null)
        {
            // made without a place: where none is free, the budget is spent as it is
            var id = Guid.CreateVersion7(now);
            await TakeAsync(caller, IFailedCallBudget.PerCaller, id, IFailedCallBudget.Window, CancellationToken.None);
            await TakeAsync(FailedCall.Everybody, IFailedCallBudget.Overall, id, IFailedCallBudget.Window, CancellationToken.None);
            return;
        }

        await using var db = await database.CreateDbContextAsync();
        var (until, old) = (now + IFailedCallBudget.Window, now - KeptAfterwards);
        await db.Set<FailedCall>().Where(call => call.PlaceId == place.Id).ExecuteUpdateAsync(set => set.SetProperty(call => call.Until, until));
        await db.Set<FailedCall>().Where(call => call.Until < old).ExecuteDeleteAsync();
    }

    // null when a place was taken, else the moment at which the next one is free
    private async Task<DateTimeOffset?> TakeAsync(string scope, int size, Guid id, TimeSpan length, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var db = await database.CreateDbContextAsync(cancellationToken);
            var now = time.GetUtcNow();
            var known = await db.Set<FailedCall>().AsNoTracking().Where(call => call.Scope == scope).ToDictionaryAsync(call => call.Slot, cancellationToken);
            var taken = known.Values.Where(call => call.Until > now).ToList();
            if (taken.Count >= size)
                return taken.Min(call => call.Until);
            var slot = Enumerable.Range(0, size).First(number => !known.TryGetValue(number, out var call) || call.Until <= now);
            var mine = new FailedCall { Scope = scope, Slot = slot, PlaceId = id, Until = now + length };
            if (known.GetValueOrDefault(slot) is { } free ? await ReplaceAsync(db, free, mine, cancellationToken) : await AddAsync(db, mine, cancellationToken))
                return null;
        }
    }

    private static async Task<bool> AddAsync(PortalDbContext db, FailedCall mine, CancellationToken cancellationToken)
    {
        db.Add(mine);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (UniqueViolation.Caused(exception))
        {
            return false; // somebody was quicker: look again
        }
    }

    private static async Task<bool> ReplaceAsync(PortalDbContext db, FailedCall free, FailedCall mine, CancellationToken cancellationToken) =>
        await db.Set<FailedCall>()
            .Where(call => call.Scope == free.Scope && call.Slot == free.Slot && call.PlaceId == free.PlaceId && call.Until == free.Until)
            .ExecuteUpdateAsync(set => set.SetProperty(call => call.PlaceId, mine.PlaceId).SetProperty(call => call.Until, mine.Until), cancellationToken) == 1;
}
