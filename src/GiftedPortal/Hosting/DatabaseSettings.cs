using System.Data.Common;
using GiftedPortal.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace GiftedPortal.Hosting;

/// <summary>Reads the database's settings.</summary>
internal static class DatabaseSettings
{
    // whoever locks the database for half a minute, as a backup may, stops nobody
    private const int Patience = 60;

    /// <summary>Registers the database. Wrong settings are told together with all other ones, by <see cref="Validator"/>.</summary>
    public static DatabaseOptions AddPortalDatabase(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<StartupSettings>().ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<StartupSettings>, Validator>();
        var database = Problem(builder.Configuration) is null ? Read(builder.Configuration) : new DatabaseOptions(DatabaseProvider.Sqlite, "Data Source=:memory:");
        builder.Services.AddPortalDatabase(database);
        return database;
    }

    private static string? Problem(IConfiguration configuration)
    {
        try
        {
            Read(configuration);
            return null;
        }
        catch (StartupException exception)
        {
            return exception.Message;
        }
    }

    /// <exception cref="StartupException">A setting is wrong.</exception>
    private static DatabaseOptions Read(IConfiguration configuration)
    {
        var name = configuration["Database:Provider"];
        if (!Enum.TryParse<DatabaseProvider>(name, ignoreCase: true, out var provider) || !Enum.IsDefined(provider))
        {
            throw new StartupException($"Database:Provider is '{name}'; it must be Sqlite or Postgres.");
        }

        var text = configuration.GetConnectionString("Portal");
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new StartupException("ConnectionStrings:Portal is empty; it must be a connection string for the database.");
        }

        try
        {
            return new DatabaseOptions(provider, provider is DatabaseProvider.Sqlite ? Sqlite(text) : Postgres(text));
        }
        catch (ArgumentException)
        {
            // the message of the driver may repeat a password: it stays out of ours
            throw new StartupException($"ConnectionStrings:Portal is not a connection string that {provider} understands.");
        }
    }

    private static string Sqlite(string text)
    {
        var builder = new SqliteConnectionStringBuilder(text);
        if (builder.DataSource.Length == 0)
        {
            throw new StartupException("ConnectionStrings:Portal names no file; it must look like 'Data Source=data/portal.db'.");
        }

        builder.DataSource = Path.GetFullPath(builder.DataSource);
        return Patient(builder.ConnectionString, "Default Timeout");
    }

    private static string Postgres(string text) => Patient(new NpgsqlConnectionStringBuilder(text).ConnectionString, "Command Timeout");

    /// <summary>With the seconds that a statement may take, waiting for others included, where nothing is said about it.</summary>
    private static string Patient(string text, string setting)
    {
        var builder = new DbConnectionStringBuilder { ConnectionString = text };
        if (!builder.ContainsKey(setting))
        {
            builder[setting] = Patience;
        }

        return builder.ConnectionString;
    }

    /// <summary>The folder of a SQLite file, made when it is missing.</summary>
    /// <exception cref="StartupException">It cannot be written.</exception>
    public static void EnsureFolder(DatabaseOptions database)
    {
        if (database.Provider is not DatabaseProvider.Sqlite)
        {
            return;
        }

        var file = new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;
        var folder = Path.GetDirectoryName(file)!;
        try
        {
            Directory.CreateDirectory(folder);
            using var opened = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            using var probe = new FileStream(Path.Combine(folder, $".write-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The database '{file}' cannot be written: {exception.Message} Change ConnectionStrings:Portal or the folder's rights.");
        }
    }

    /// <summary>Where the database is, without user or password.</summary>
    public static string Describe(DatabaseOptions database)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = database.ConnectionString };
        return database.Provider is DatabaseProvider.Sqlite
            ? $"SQLite, {parts["Data Source"]}"
            : $"PostgreSQL, {(parts.TryGetValue("Host", out var host) ? host : "localhost")}";
    }

    private sealed class Validator(IConfiguration configuration) : IValidateOptions<StartupSettings>
    {
        public ValidateOptionsResult Validate(string? name, StartupSettings options) =>
            Problem(configuration) is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;
    }
}
