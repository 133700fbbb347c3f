namespace GiftedPortal.Data;

/// <summary>The databases that the portal runs on.</summary>
public enum DatabaseProvider
{
    /// <summary>One file, one node.</summary>
    Sqlite,

    /// <summary>A server, any number of nodes.</summary>
    Postgres,
}

/// <summary>Which database, and where.</summary>
/// <param name="Provider">Setting <c>Database:Provider</c>.</param>
/// <param name="ConnectionString">Setting <c>ConnectionStrings:Portal</c>; a relative SQLite path is made absolute against the working directory.</param>
public sealed record DatabaseOptions(DatabaseProvider Provider, string ConnectionString);
