namespace Identity.Storage;

/// <summary>Where everything is stored, and how patient its callers are.</summary>
public sealed class StorageOptions
{
    /// <summary>The kind of database.</summary>
    /// <value>The default value is <see cref="StorageProvider.Sqlite"/>.</value>
    public StorageProvider Provider { get; set; }

    /// <summary>
    /// How to reach the database. For SQLite, <c>Data Source</c> names a file; a relative path starts at the working
    /// directory, and the folder is made if it is missing. It may hold a password, so nothing prints it.
    /// </summary>
    /// <value>The default value is <c>Data Source=data/identity.db</c>.</value>
    public string ConnectionString { get; set; } = "Data Source=data/identity.db";

    /// <summary>
    /// Whose grain state the rows are, as in Orleans' <c>ClusterOptions.ServiceId</c>; at most 150 characters. Changing it
    /// hides all state that was stored under the old name.
    /// </summary>
    /// <value>The default value is <c>identity</c>.</value>
    public string ServiceId { get; set; } = "identity";

    /// <summary>
    /// Whether a second process on the same database is refused at start. The embedded engine needs that; a cluster of
    /// Orleans silos switches it off.
    /// </summary>
    /// <value>The default value is true.</value>
    public bool SingleProcess { get; set; } = true;

    /// <summary>How many writes may wait for the next commit before new ones are refused; 1 to 1 000 000.</summary>
    /// <value>The default value is 8192.</value>
    public int MaxQueuedCommands { get; set; } = 8192;

    /// <summary>How long a caller waits for its write, queue included; 1 s to 10 min.</summary>
    /// <value>The default value is 5 seconds.</value>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How much memory users may take to be found by a text, in megabytes; 0 to 1 048 576. A user takes about 0.3 kilobytes.
    /// Where they would take more, or with 0, texts are sought in the database.
    /// </summary>
    /// <value>The default value is a quarter of the memory that the process may have.</value>
    public int? UserIndexMegabytes { get; set; }
}
