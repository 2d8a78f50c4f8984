namespace Identity.Storage.Startup;

/// <summary>Another process has the database, and this one was told to be alone. The message says what to do.</summary>
public sealed class DatabaseInUseException(string database)
    : Exception(
        $"Another process already uses {database}. Stop that process, give this one another database, or, to run more than "
        + "one process on one database, build with the Orleans engine (-p:GrainEngine=Orleans) on PostgreSQL.");
