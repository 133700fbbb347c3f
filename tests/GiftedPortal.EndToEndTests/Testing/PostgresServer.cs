using Npgsql;

namespace GiftedPortal.EndToEndTests.Testing;

/// <summary>
/// A PostgreSQL server of the tests' own, in a folder of its own, reached through a socket in that folder: no port to clash on.
/// It starts with the first database asked for and is deleted when the last test has run.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string SuperUser = "postgres";
    private readonly Lazy<Task<string>> _start;
    private readonly string _folder = TemporaryFolder.PathFor("postgres");
    private ChildProcess? _server;
    private int _databases;

    public PostgresServer() => _start = new Lazy<Task<string>>(StartAsync);

    /// <summary>Whether what is committed survives a power cut, as in a deployment. Tests prefer speed.</summary>
    public bool IsDurable { get; init; }

    private string DataFolder => Path.Combine(_folder, "data");

    /// <summary>Makes a new database and returns its connection string.</summary>
    /// <param name="template">Connection string of a database to copy, for instance a migrated one; nobody may be connected to it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<string> CreateDatabaseAsync(string? template = null, CancellationToken cancellationToken = default)
    {
        var server = await _start.Value.WaitAsync(cancellationToken);
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        var command = $"CREATE DATABASE {name}";
        if (template is not null)
        {
            // pooled connections count as somebody being connected
            await using (var pooled = new NpgsqlConnection(template))
                NpgsqlConnection.ClearPool(pooled);
            command += $" TEMPLATE {new NpgsqlConnectionStringBuilder(template).Database}";
        }
        await using var source = NpgsqlDataSource.Create(server);
        await using var create = source.CreateCommand(command);
        await create.ExecuteNonQueryAsync(cancellationToken);
        return new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = true }.ConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_start.IsValueCreated)
            return;
        NpgsqlConnection.ClearAllPools();
        if (_server is not null)
        {
            await RunAsync("pg_ctl", "stop", "-D", DataFolder, "-m", "immediate");
            await _server.DisposeAsync();
        }
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private async Task<string> StartAsync()
    {
        Directory.CreateDirectory(_folder);
        if (Environment.IsPrivilegedProcess)
            await UnprivilegedUser.GiveAsync(_folder);
        await RunAsync("initdb", "-D", DataFolder, "--username", SuperUser, "--auth", "trust", "--encoding", "UTF8", "--no-locale", "--no-sync");

        string[] hasty = IsDurable ? [] : ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"];
        var server = Launch("postgres", ["-D", DataFolder, "-k", _folder, "-c", "listen_addresses=", "-c", "max_connections=800", .. hasty]);
        _server = server;
        await server.WaitForOutputAsync("database system is ready to accept connections");

        var connection = new NpgsqlConnectionStringBuilder { Host = _folder, Username = SuperUser, Database = "postgres", Pooling = false }.ConnectionString;
        await using var source = NpgsqlDataSource.Create(connection);
        await using (await source.OpenConnectionAsync())
            return connection;
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        await using var run = Launch(program, arguments);
        if (await run.WaitForExitAsync() != 0)
            throw new InvalidOperationException($"{program} ended with exit code {run.ExitCode}:{Environment.NewLine}{run.Output}");
    }

    // PostgreSQL refuses to run as root
    private static ChildProcess Launch(string program, params string[] arguments)
    {
        string[] command = [PostgresInstallation.Find().Program(program), .. arguments];
        if (Environment.IsPrivilegedProcess)
            command = UnprivilegedUser.Wrap(command);
        return ChildProcess.Start(command[0], command[1..]);
    }
}
