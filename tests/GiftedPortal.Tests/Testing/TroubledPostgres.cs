using GiftedPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace GiftedPortal.Tests.Testing;

/// <summary>
/// PostgreSQL, with triggers that raise what a full disk does. Impatience is the server's <c>lock_timeout</c>, not the driver's for whole commands: those are slow on a busy
/// machine too.
/// </summary>
internal sealed class TroubledPostgres : TroubledDatabase, IDbContextFactory<PortalDbContext>
{
    private const int RoomFor = 200; // rows in one transaction

    private static readonly string[] Tables = ["Employees", "SyncEntries"];

    private readonly ServiceProvider _impatient;
    private readonly ServiceProvider _patient;
    private readonly NpgsqlDataSource _others;
    private NpgsqlTransaction? _lock;

    public TroubledPostgres(DatabaseOptions options)
    {
        var impatient = new NpgsqlConnectionStringBuilder(options.ConnectionString) { Options = "-c lock_timeout=1000" };
        _impatient = new ServiceCollection().AddPortalDatabase(options with { ConnectionString = impatient.ConnectionString }).BuildServiceProvider();
        _patient = new ServiceCollection().AddPortalDatabase(options).BuildServiceProvider();
        _others = NpgsqlDataSource.Create(options.ConnectionString);
    }

    public override IDbContextFactory<PortalDbContext> Contexts => this;

    public PortalDbContext CreateDbContext() => (IsPatient ? _patient : _impatient).GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext();

    public override async Task LockAsync()
    {
        var connection = await _others.OpenConnectionAsync();
        _lock = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand("LOCK TABLE \"Employees\", \"SyncRuns\", \"SyncEntries\" IN ACCESS EXCLUSIVE MODE", connection, _lock);
        await command.ExecuteNonQueryAsync();
    }

    public override async Task UnlockAsync()
    {
        await using var connection = _lock!.Connection!;
        await _lock.RollbackAsync();
    }

    public override async Task FillAsync()
    {
        await ExecuteAsync($"""
            CREATE OR REPLACE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE
                written int := coalesce(nullif(current_setting('trouble.written', true), ''), '0')::int + 1;
            BEGIN
                PERFORM set_config('trouble.written', written::text, true); -- until the transaction ends
                IF written > {RoomFor} THEN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END IF;
                RETURN NEW;
            END $$
            """);
        foreach (var table in Tables)
        {
            await ExecuteAsync($"CREATE TRIGGER no_room BEFORE INSERT ON \"{table}\" FOR EACH ROW EXECUTE FUNCTION no_room()");
        }
    }

    public override async Task FreeAsync()
    {
        foreach (var table in Tables)
        {
            await ExecuteAsync($"DROP TRIGGER IF EXISTS no_room ON \"{table}\"");
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await FreeAsync();
        await _others.DisposeAsync();
        await _impatient.DisposeAsync();
        await _patient.DisposeAsync();
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _others.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
