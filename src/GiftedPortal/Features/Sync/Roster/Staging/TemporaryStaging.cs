using System.Data;
using GiftedPortal.Data;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Sync.Roster.Staging;

/// <summary>
/// A temporary table of the run's own connection. It locks nothing, ends with the process, and goes into the roster with two statements.
/// </summary>
internal abstract class TemporaryStaging(PortalDbContext db, SyncRun run) : RosterStaging(db, run)
{
    protected const string Table = "\"StagedEmployees\"";

    private static readonly string Roster = StagedColumn.NamesOf(StagedColumn.OfEmployee);

    /// <summary>The type of a column for bytes.</summary>
    protected abstract string BytesType { get; }

    /// <inheritdoc/>
    public override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (IsBegun)
        {
            await FlushAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public override async Task ApplyAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!IsBegun)
        {
            return;
        }

        var updates = StagedColumn.OfEmployee.Skip(1).Select(column => $"\"{column.Name}\" = excluded.\"{column.Name}\"");
        await ExecuteAsync(
            $"""
            INSERT INTO "Employees" ("ConnectionId", "LastRunId", {Roster}) SELECT @p0, @p1, {Roster} FROM {Table} WHERE true
            ON CONFLICT ("ConnectionId", "PersonId") DO UPDATE SET "LastRunId" = excluded."LastRunId", {string.Join(", ", updates)}
            """,
            [Run.ConnectionId, Run.Id], cancellationToken);
        await ExecuteAsync(
            $"""
            INSERT INTO "SyncEntries" ("RunId", "At", "Kind", "Code", "PersonId", "Fields", "Values")
            SELECT @p0, @p1, "Kind", "Code", "PersonId", "Fields", "Values" FROM {Table} WHERE "Kind" IS NOT NULL
            """,
            [Run.Id, now], cancellationToken);
    }

    /// <inheritdoc/>
    public override Task HoldAsync(DateTimeOffset now, CancellationToken cancellationToken) => ExecuteAsync(
        $"""
        INSERT INTO "SyncEntries" ("RunId", "At", "Kind", "Code", "PersonId", "Fields", "Values")
        SELECT @p0, @p1, '{SyncEntryKind.Warning}', '{SyncEntryCode.HeldByBrake}', "PersonId", "Fields", "Values" FROM {Table} WHERE "Endangered" = 1
        """,
        [Run.Id, now], cancellationToken);

    protected sealed override async Task BeginAsync(CancellationToken cancellationToken)
    {
        // a pooled connection may still have the table of a run that could not drop it
        await ExecuteAsync($"DROP TABLE IF EXISTS {Table}", [], cancellationToken);
        await ExecuteAsync(
            $"""
            CREATE TEMP TABLE {Table} AS
            SELECT {Roster}, CAST(NULL AS text) AS "Kind", CAST(NULL AS text) AS "Code", CAST(0 AS integer) AS "Fields",
                CAST(NULL AS {BytesType}) AS "Values", CAST(0 AS integer) AS "Endangered"
            FROM "Employees" WHERE false
            """,
            [], cancellationToken);
        await BeginWritingAsync(cancellationToken);
    }

    protected sealed override async Task AbandonAsync()
    {
        await EndWritingAsync();
        // a connection that broke has no table any more, and to ask it would hide why it broke
        if (Db.Database.GetDbConnection().State is ConnectionState.Open)
        {
            await ExecuteAsync($"DROP TABLE IF EXISTS {Table}", [], CancellationToken.None);
        }
    }

    protected abstract Task BeginWritingAsync(CancellationToken cancellationToken);

    /// <summary>Everybody was added: they can be read from here on.</summary>
    protected abstract Task FlushAsync(CancellationToken cancellationToken);

    /// <summary>Ends what <see cref="FlushAsync"/> did not.</summary>
    protected abstract Task EndWritingAsync();
}
