using Identity.Storage.Changes;
using Identity.Storage.Commits;
using Identity.Storage.Directory.Lists;
using Identity.Storage.GrainState;
using Identity.Storage.Inbox;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Identity.Storage.Sqlite;

/// <inheritdoc/>
internal sealed class SqliteDatabase : IDatabase
{
    private const UnixFileMode UserOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly SqliteProcessLock _lock;
    private readonly SqliteReaders _readers;
    private readonly SqliteSnapshots _snapshots;
    private readonly SqliteSchema _schema;
    private readonly SqliteCommitExecutor _executor;

    public SqliteDatabase(IOptions<StorageOptions> options, TimeProvider time)
    {
        Connections = new SqliteConnections(options.Value);
        _lock = new SqliteProcessLock(Connections.File);
        _readers = new SqliteReaders(Connections);
        _schema = new SqliteSchema(Connections, time);
        _executor = new SqliteCommitExecutor(Connections);
        _snapshots = new SqliteSnapshots(Connections, options.Value.CommandTimeout, time);
        Pending = new SqlitePendingReader(_readers);
        GrainState = new SqliteGrainState(_readers);
    }

    /// <inheritdoc/>
    public ICommitExecutor Executor => _executor;

    /// <inheritdoc/>
    public IQueries Queries => _readers;

    /// <inheritdoc/>
    public InboxDialect InboxDialect { get; } = new(
        Join: "LEFT JOIN inbox_body b ON b.entry_id = i.entry_id",
        Body: "b.body",
        IsErased: "NOT EXISTS (SELECT 1 FROM inbox_body b WHERE b.entry_id = i.entry_id)",
        Mentions: "instr(b.body, $4) > 0");

    /// <inheritdoc/>
    public ChangeFeedSql ChangeFeedSql => SqliteChangeFeed.Sql;

    /// <inheritdoc/>
    public ISnapshots Snapshots => _snapshots;

    /// <inheritdoc/>
    public IStoredStates States => _snapshots;

    /// <inheritdoc/>
    public ListDialect ListDialect { get; } = new SqliteListDialect();

    /// <inheritdoc/>
    public IPendingReader Pending { get; }

    /// <inheritdoc/>
    public IGrainStateReader GrainState { get; }

    /// <inheritdoc/>
    /// <remarks>Never: the kernel takes the lock from a process only with its life.</remarks>
    public CancellationToken LockLost => CancellationToken.None;

    internal SqliteConnections Connections { get; }

    /// <inheritdoc/>
    public Task LockAsync(CancellationToken cancellationToken) => RunAsync(
        () =>
        {
            CreateFolder();
            _lock.Take();
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task MigrateAsync(CancellationToken cancellationToken) => RunAsync(
        () =>
        {
            CreateFolder();
            CreateFile();
            _schema.Migrate();
        },
        cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _executor.Dispose();
        _readers.Dispose();
        _snapshots.Dispose();
        _lock.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task RunAsync(Action work, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Factory.StartNew(
                work, cancellationToken, TaskCreationOptions.DenyChildAttach, _executor.Scheduler);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException($"{Connections.File} can't be used: {e.Message}", e);
        }
    }

    private void CreateFolder()
    {
        var folder = Path.GetDirectoryName(Connections.File)!;
        // What lies there is personal data. An existing folder keeps the rights that somebody gave it.
        if (OperatingSystem.IsWindows()) System.IO.Directory.CreateDirectory(folder);
        else System.IO.Directory.CreateDirectory(folder, UserOnly);
    }

    // SQLite gives its other files the rights of this one. A file that is there keeps its own.
    private void CreateFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        options.Share = FileShare.ReadWrite;
        new FileStream(Connections.File, options).Dispose();
    }
}
