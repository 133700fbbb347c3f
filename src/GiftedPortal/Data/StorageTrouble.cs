using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace GiftedPortal.Data;

/// <summary>Says in a few words for staff what is the matter with the database, where its error is one that somebody can mend or that passes.</summary>
internal static class StorageTrouble
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteFull = 13;

    private const string Full = "the disk of the database is full";
    private const string Locked = "the database was locked by somebody else for too long";
    private const string Silent = "the database did not answer in time";
    private const string Gone = "the connection to the database broke";

    /// <summary>Null: it is something else.</summary>
    public static string? Of(Exception? error) => error switch
    {
        null => null,
        SqliteException { SqliteErrorCode: SqliteFull } or PostgresException { SqlState: PostgresErrorCodes.DiskFull } => Full,
        SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked } or PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } => Locked,
        NpgsqlException { InnerException: TimeoutException } or PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } => Silent,
        NpgsqlException { InnerException: IOException or SocketException } or PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown } => Gone,
        _ => Of(error.InnerException),
    };

    /// <summary>Whether the database caused it, whatever was the matter. What EF and the drivers wrap around its errors differs, also with whether they may pass.</summary>
    public static bool IsCauseOf(Exception? error) => error is not null && (error is DbException || IsCauseOf(error.InnerException));
}
