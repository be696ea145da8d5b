namespace Waypost.Storage.Database;

/// <summary>Where the state lives.</summary>
public sealed class DatabaseOptions
{
    /// <summary><c>Sqlite</c> (embedded, the default) or <c>SqlServer</c>.</summary>
    public string Provider { get; set; } = "Sqlite";

    /// <summary>The directory of the embedded database; created when it is missing.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>The connection string of SQL Server; for SQLite an optional override of the file in <see cref="DataDirectory"/>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Time limit of one command.</summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often this node looks for what other nodes have written.</summary>
    public TimeSpan FollowInterval { get; set; } = TimeSpan.FromSeconds(1);
}
