namespace Identity.Storage;

/// <summary>The kind of database that holds inbox, grain state and directory.</summary>
public enum StorageProvider
{
    /// <summary>A file beside the process; nothing to install. One process at a time.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server, version 12 or newer; needed for more than one process.</summary>
    PostgreSql,
}
