using System.Globalization;
using GiftedPortal.Data;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace GiftedPortal.Features.Sync.Roster.Staging;

/// <summary>Where a run keeps what it is about to write, while it reads. Below EF, because most of the time of a first sync passes here.</summary>
internal abstract class RosterStaging(PortalDbContext db, SyncRun run) : IAsyncDisposable
{
    private bool _isBegun;

    /// <summary>The context whose connection has what was added; whoever applies it works with this one.</summary>
    public PortalDbContext Db => db;

    protected SyncRun Run => run;

    /// <summary>Somebody was added.</summary>
    protected bool IsBegun => _isBegun;

    public static async Task<RosterStaging> OpenAsync(IDbContextFactory<PortalDbContext> database, SyncRun run, TimeProvider time, CancellationToken cancellationToken)
    {
        var db = await database.CreateDbContextAsync(cancellationToken);
        return db.Database.GetDbConnection() is SqliteConnection ? new SqliteStaging(db, run)
            : await PostgresFirstRoster.ServesAsync(db, run, cancellationToken) ? new PostgresFirstRoster(db, run, time)
            : new PostgresStaging(db, run);
    }

    public async ValueTask AddAsync(StagedPerson person, CancellationToken cancellationToken)
    {
        if (!_isBegun)
        {
            await db.Database.OpenConnectionAsync(cancellationToken);
            _isBegun = true;
            await BeginAsync(cancellationToken);
        }

        await WriteAsync(person, cancellationToken);
    }

    /// <summary>Nobody follows.</summary>
    public abstract Task EndAsync(CancellationToken cancellationToken);

    /// <summary>The transaction in which a run ends: the one that was begun with the first person, or a new one.</summary>
    public async Task<IDbContextTransaction> TransactionAsync(CancellationToken cancellationToken) =>
        db.Database.CurrentTransaction ?? await db.Database.BeginTransactionAsync(cancellationToken);

    /// <summary>Takes everything into the roster and its log, inside <see cref="TransactionAsync"/>.</summary>
    public abstract Task ApplyAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Writes down whom the brake counted, inside <see cref="TransactionAsync"/>; the roster stays as it is.</summary>
    public abstract Task HoldAsync(DateTimeOffset now, CancellationToken cancellationToken);

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_isBegun)
            {
                await AbandonAsync();
            }
        }
        finally
        {
            if (_isBegun)
            {
                // with the transaction, if it was not committed; by itself the pool of contexts keeps a connection that was opened, with all that was set on it
                await db.Database.CloseConnectionAsync();
            }

            await db.DisposeAsync();
        }
    }

    /// <summary>Gets ready for the first person.</summary>
    protected abstract Task BeginAsync(CancellationToken cancellationToken);

    protected abstract ValueTask WriteAsync(StagedPerson person, CancellationToken cancellationToken);

    /// <summary>Leaves nothing behind.</summary>
    protected abstract Task AbandonAsync();

    /// <summary>A moment as the database keeps it.</summary>
    protected abstract object ValueOf(DateTimeOffset moment);

    protected async Task ExecuteAsync(string sql, object[] values, CancellationToken cancellationToken)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        for (var number = 0; number < values.Length; number++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"p{number}");
            parameter.Value = values[number] is DateTimeOffset moment ? ValueOf(moment) : values[number];
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
