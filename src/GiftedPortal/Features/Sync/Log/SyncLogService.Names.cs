using GiftedPortal.Features.Identity;

namespace GiftedPortal.Features.Sync.Log;

public sealed partial class SyncLogService
{
    /// <summary>So many people of a customer are looked at by name at the most; ids find everybody.</summary>
    public const int MostNames = PersonSearch.MostNames;

    /// <summary>So many people of a run are.</summary>
    public const int MostNamesOfRun = PersonSearch.MostNamesOfRun;

    /// <summary>Whether a search for a person finds only some by name: the customer has more people than are looked at. False for whoever may not see them.</summary>
    public async Task<bool> KnowsSomeNamesAsync(Guid customerId, Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return actor.MaySee(customerId) && await PersonSearch.IsTooLargeAsync(db, customerId, cancellationToken);
    }

    /// <summary>The same for the lines of a run. Staff only; false for anybody else.</summary>
    public async Task<bool> KnowsSomeNamesOfRunAsync(Guid runId, Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return actor.IsStaff && await PersonSearch.IsTooLongAsync(db, runId, cancellationToken);
    }
}
