namespace Identity.Storage.Startup;

/// <summary>Another process has the database, and this one was told to be alone. The message says what to do.</summary>
/// <param name="database">The database in words, without a secret.</param>
/// <param name="isShared">Whether this process would share it, and the other one wants it for itself.</param>
public sealed class DatabaseInUseException(string database, bool isShared = false)
    : Exception(isShared
        ? $"A process with the embedded engine has {database} for itself. Stop it before silos start on its database."
        : $"Another process already uses {database}. Stop that process, give this one another database, or, to run more "
            + "than one process on one database, build with the Orleans engine (-p:GrainEngine=Orleans) on PostgreSQL.");
