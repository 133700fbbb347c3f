using System.Data;
using System.Globalization;
using GiftedPortal.Data;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Sync.Roster.Staging;

/// <summary>
/// Where a run keeps what it is about to write, while it reads: a temporary table of its own connection. It locks nothing, ends with the process, and goes
/// into the roster with two statements. Below EF, because most of the time of a first sync passes here.
/// </summary>
internal abstract class RosterStaging(PortalDbContext db, SyncRun run) : IAsyncDisposable
{
    private const string Table = "\"StagedEmployees\"";

    private static readonly string Roster = NamesOf(StagedColumn.OfEmployee);

    /// <summary>The context whose connection has the table; whoever applies it works with this one.</summary>
    public PortalDbContext Db => db;

    /// <summary>Somebody was added.</summary>
    protected bool IsBegun { get; private set; }

    /// <summary>The table with its columns.</summary>
    protected static string Target { get; } = $"{Table} ({NamesOf(StagedColumn.All)})";

    /// <summary>The type of a column for bytes.</summary>
    protected abstract string BytesType { get; }

    public static async Task<RosterStaging> OpenAsync(IDbContextFactory<PortalDbContext> database, SyncRun run, CancellationToken cancellationToken)
    {
        var db = await database.CreateDbContextAsync(cancellationToken);
        return db.Database.GetDbConnection() is SqliteConnection ? new SqliteStaging(db, run) : new PostgresStaging(db, run);
    }

    public async ValueTask AddAsync(StagedPerson person, CancellationToken cancellationToken)
    {
        if (!IsBegun)
        {
            await db.Database.OpenConnectionAsync(cancellationToken);
            IsBegun = true;
            await CreateAsync(cancellationToken);
            await BeginAsync(cancellationToken);
        }

        Write(person);
    }

    /// <summary>Nobody follows.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        if (IsBegun)
        {
            await FlushAsync(cancellationToken);
        }
    }

    /// <summary>Takes everything into the roster and its log, inside the transaction of <see cref="Db"/>.</summary>
    public async Task ApplyAsync(DateTimeOffset now, CancellationToken cancellationToken)
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
            [run.ConnectionId, run.Id], cancellationToken);
        await ExecuteAsync(
            $"""
            INSERT INTO "SyncEntries" ("RunId", "At", "Kind", "Code", "PersonId", "Fields", "Values")
            SELECT @p0, @p1, "Kind", "Code", "PersonId", "Fields", "Values" FROM {Table} WHERE "Kind" IS NOT NULL
            """,
            [run.Id, now], cancellationToken);
    }

    /// <summary>Writes down whom the brake counted, inside the transaction of <see cref="Db"/>; the roster stays as it is.</summary>
    public Task HoldAsync(DateTimeOffset now, CancellationToken cancellationToken) => ExecuteAsync(
        $"""
        INSERT INTO "SyncEntries" ("RunId", "At", "Kind", "Code", "PersonId", "Fields", "Values")
        SELECT @p0, @p1, '{SyncEntryKind.Warning}', '{SyncEntryCode.HeldByBrake}', "PersonId", "Fields", "Values" FROM {Table} WHERE "Endangered" = 1
        """,
        [run.Id, now], cancellationToken);

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (IsBegun)
            {
                await AbandonAsync();
                // a connection that broke has no table any more, and to ask it would hide why it broke
                if (db.Database.GetDbConnection().State is ConnectionState.Open)
                {
                    await ExecuteAsync($"DROP TABLE IF EXISTS {Table}", [], CancellationToken.None);
                }
            }
        }
        finally
        {
            await db.DisposeAsync();
        }
    }

    /// <summary>Gets ready for the first person.</summary>
    protected abstract Task BeginAsync(CancellationToken cancellationToken);

    protected abstract void Write(StagedPerson person);

    /// <summary>Everybody was added: they can be read from here on.</summary>
    protected abstract Task FlushAsync(CancellationToken cancellationToken);

    /// <summary>Ends what <see cref="FlushAsync"/> did not.</summary>
    protected abstract Task AbandonAsync();

    /// <summary>A moment as the database keeps it.</summary>
    protected abstract object ValueOf(DateTimeOffset moment);

    private async Task CreateAsync(CancellationToken cancellationToken)
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
    }

    private async Task ExecuteAsync(string sql, object[] values, CancellationToken cancellationToken)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction is { } transaction ? Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(transaction) : null;
        for (var number = 0; number < values.Length; number++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"p{number}");
            parameter.Value = values[number] is DateTimeOffset moment ? ValueOf(moment) : values[number];
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string NamesOf(IEnumerable<StagedColumn> columns) => string.Join(", ", columns.Select(column => $"\"{column.Name}\""));
}
