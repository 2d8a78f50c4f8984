namespace Identity.Storage.Commits;

/// <summary>Who is to blame for a failed commit.</summary>
internal enum CommitFault
{
    /// <summary>The database is unwell: any other command would have failed too.</summary>
    Database,

    /// <summary>One of the commands: the database refuses it, and would again.</summary>
    Data,

    /// <summary>Nobody: another process wanted the same rows at the same time.</summary>
    Contention,
}
