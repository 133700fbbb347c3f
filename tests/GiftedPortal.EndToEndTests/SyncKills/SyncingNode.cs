using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GiftedPortal.Data;
using GiftedPortal.EndToEndTests.Testing;
using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using static GiftedPortal.Tests.Testing.Cancellation;

namespace GiftedPortal.EndToEndTests.SyncKills;

/// <summary>A <see cref="SyncingProcess"/>, as the test sees it that started it and kills it.</summary>
internal sealed class SyncingNode : IAsyncDisposable
{
    public const string Gate = "GIFTED_SYNC_GATE";
    public const string Provider = "GIFTED_SYNC_PROVIDER";
    public const string Database = "GIFTED_SYNC_DATABASE";
    public const string Connection = "GIFTED_SYNC_CONNECTION";
    public const string Keys = "GIFTED_SYNC_KEYS";

    private readonly ITestDatabase _database;
    private readonly string _name = $"syncing-{Guid.NewGuid():N}";
    private readonly TcpListener _gate = new(IPAddress.Loopback, 0);
    private readonly ChildProcess _process;
    private Socket? _socket;
    private StreamReader? _reader;

    private SyncingNode(ITestDatabase database, Guid connection, string keys)
    {
        _database = database;
        _gate.Start();
        var program = typeof(SyncingNode).Assembly.Location;
        var place = database.Options.ConnectionString;
        _process = ChildProcess.Start(
            "dotnet",
            [program],
            new Dictionary<string, string?>
            {
                ["DOTNET_STARTUP_HOOKS"] = program,
                // it lives for a second or two: nothing is worth compiling a second time
                ["DOTNET_TC_CallCounting"] = "0",
                [Gate] = ((IPEndPoint)_gate.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture),
                [Provider] = database.Options.Provider.ToString(),
                [Database] = IsPostgres ? new NpgsqlConnectionStringBuilder(place) { ApplicationName = _name }.ConnectionString : place,
                [Connection] = connection.ToString(),
                [Keys] = keys,
            });
    }

    public int Id => _process.Id;

    private bool IsPostgres => _database.Options.Provider == DatabaseProvider.Postgres;

    /// <summary>Starts one, and waits until it is ready for its order.</summary>
    public static async Task<SyncingNode> StartAsync(ITestDatabase database, Guid connection, string keys)
    {
        var node = new SyncingNode(database, connection, keys);
        var accepted = node._gate.AcceptSocketAsync(Stop).AsTask();
        if (await Task.WhenAny(accepted, node._process.WaitForExitAsync(Stop)) != accepted)
        {
            throw new InvalidOperationException($"A process that was to sync did not get ready:{Environment.NewLine}{node._process.LastOutput}");
        }

        node._socket = await accepted;
        node._reader = new StreamReader(new NetworkStream(node._socket));
        return node;
    }

    /// <summary>Gives it its order, and waits until it says that it is where it was ordered to be.</summary>
    /// <returns>What it says.</returns>
    public async Task<string> ObeyAsync(Order order)
    {
        await _socket!.SendAsync(System.Text.Encoding.ASCII.GetBytes($"{order}\n"), Stop);
        var said = _reader!.ReadLineAsync(Stop).AsTask();
        await Task.WhenAny(said, _process.WaitForExitAsync(Stop));
        return said.IsCompletedSuccessfully && await said is { } line
            ? line
            : throw new InvalidOperationException($"A process that was to be at '{order}' ended before:{Environment.NewLine}{_process.LastOutput}");
    }

    /// <summary>Ends it (kill -9), and waits until its sessions at the database are over: what they still had to do is done or undone.</summary>
    public async Task KillAsync()
    {
        await _process.KillAsync();
        if (!IsPostgres)
        {
            return;
        }

        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        await using var db = await _database.Contexts.CreateDbContextAsync(Stop);
        while (await db.Database.SqlQuery<int>($"""SELECT count(*)::int AS "Value" FROM pg_stat_activity WHERE application_name = {_name}""").SingleAsync(Stop) > 0)
        {
            await timer.WaitForNextTickAsync(Stop);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _reader?.Dispose();
        _socket?.Dispose();
        _gate.Dispose();
    }
}
