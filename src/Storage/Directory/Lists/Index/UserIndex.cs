using Identity.Clerk.Identifiers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Identity.Storage.Directory.Lists.Index;

/// <summary>
/// All users in memory, to be found by a text and listed in any order. It is there once somebody asked, for as long as
/// somebody asks, and every question brings it up to the moment that the question is about.
/// </summary>
internal sealed partial class UserIndex(
    ISnapshots snapshots,
    ListDialect dialect,
    IOptions<StorageOptions> options,
    TimeProvider clock,
    ILogger<UserIndex> logger) : IAsyncDisposable
{
    /// <summary>For so long it is kept up to date without a question.</summary>
    internal static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    // A question reads what was written since, so this bounds what it reads.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);

    // With more a question would rather ask the database.
    private const int MaxChanged = 4_096;

    // What it may take where no setting says how much.
    private const int PartOfMemory = 4;

    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly SemaphoreSlim _search = new(1);
    private readonly Lock _upkeepLock = new();
    private readonly long _maxSize = MaxSize(options.Value);
    private IndexedUsers? _users;
    private Task _upkeep = Task.CompletedTask;
    private bool _isKeptUp;
    private long _askedAt;
    private bool _isTooLarge;

    /// <summary>The newest state, whenever it was; null while there is none.</summary>
    internal IndexedUsers? Newest
    {
        get => Volatile.Read(ref _users);
        private set => Volatile.Write(ref _users, value);
    }

    /// <summary>All users at the moment of a read.</summary>
    /// <param name="queries">The read. This must be its first query, since that decides the moment.</param>
    /// <param name="cancellationToken">Abandons the wait.</param>
    /// <returns>Null while they aren't in memory; then they will be soon, unless they are too many.</returns>
    internal async ValueTask<IndexedUsers?> FindAsync(IQueries queries, CancellationToken cancellationToken)
    {
        if (_maxSize == 0) return null;
        EnsureUpkeep();
        return await CatchUpAsync(queries, MaxChanged, cancellationToken);
    }

    /// <summary>
    /// Looks through all users, as soon as nobody else does: one such search keeps every processor busy already, and others
    /// want some of their time, too.
    /// </summary>
    internal ValueTask<T> SearchAsync<T>(Func<T> search, CancellationToken cancellationToken) =>
        InTurnAsync(_search, search, cancellationToken);

    /// <summary>Reads all users, unless they are there or are too many.</summary>
    internal async Task BuildAsync(CancellationToken cancellationToken)
    {
        if (Newest is not null) return;
        var started = clock.GetTimestamp();
        var position = await snapshots.ReadAsync(
            queries => queries.QueryAsync(dialect.UserIndex.Position, IndexPosition.Read, cancellationToken),
            cancellationToken);
        var users = new IndexedUsers(0, position[0], []);
        UserId? last = null;
        do
        {
            var builder = new IndexSegmentBuilder();
            last = await ReadPageAsync(builder, last, cancellationToken);
            if (builder.Count > 0) users = users with { Segments = users.Segments.Add(builder.Build()) };
            if (IsTooLarge(users)) return;
        }
        while (last is not null);

        // What was written meanwhile is read again by whoever asks next.
        Newest = users;
        LogBuilt(users.Count, users.Size, clock.GetElapsedTime(started).TotalMilliseconds);
    }

    /// <summary>Brings it up to now, for nobody's question, and makes it small again.</summary>
    internal async Task KeepUpAsync(CancellationToken cancellationToken)
    {
        await snapshots.ReadAsync(queries => CatchUpAsync(queries, int.MaxValue, cancellationToken), cancellationToken);
        await InTurnAsync(_turn, () => Newest = IsTooLarge(Newest) ? null : Newest?.Compact(), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Task upkeep;
        lock (_upkeepLock)
        {
            _stopping.Cancel();
            upkeep = _upkeep;
        }

        await upkeep.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
        _turn.Dispose();
        _search.Dispose();
    }

    private static long MaxSize(StorageOptions options) => options.UserIndexMegabytes is { } megabytes
        ? megabytes * 1024L * 1024
        : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / PartOfMemory;

    private bool IsTooLarge(IndexedUsers? users)
    {
        _isTooLarge = users is not null && users.Size > _maxSize;
        if (_isTooLarge) LogTooLarge(users!.Count, _maxSize);
        return _isTooLarge;
    }

    private void EnsureUpkeep()
    {
        lock (_upkeepLock)
        {
            _askedAt = clock.GetTimestamp();
            if (_isKeptUp || _stopping.IsCancellationRequested) return;
            _isKeptUp = true;
            _upkeep = Task.Run(() => UpkeepAsync(_stopping.Token), CancellationToken.None);
        }
    }

    // Either this goes on for whoever asks, or whoever asks begins it anew.
    private bool TryEndUpkeep()
    {
        lock (_upkeepLock)
        {
            if (clock.GetElapsedTime(_askedAt) < Kept) return false;
            _isKeptUp = false;
            Newest = null;
            return true;
        }
    }

    private async Task UpkeepAsync(CancellationToken cancellationToken)
    {
        do
        {
            var pause = Interval;
            try
            {
                await BuildAsync(cancellationToken);
                if (!_isTooLarge) await KeepUpAsync(cancellationToken);
                if (_isTooLarge) pause = Kept;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                LogBehind(e);
                pause = RetryPause;
            }

            await Task.Delay(pause, clock, cancellationToken);
        }
        while (!await InTurnAsync(_turn, TryEndUpkeep, cancellationToken));
    }

    // The moment of a read is decided after the read before it was taken over, so none has to go back.
    private async ValueTask<IndexedUsers?> CatchUpAsync(IQueries queries, int most, CancellationToken cancellationToken)
    {
        if (Newest is null) return null;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (Newest is not { } users) return null;
            var changed = await queries.QueryAsync(
                dialect.UserIndex.Changed,
                row => (Position: IndexPosition.Read(row), User: IndexedUserRow.Read(row, from: 2)),
                cancellationToken,
                users.Position.Moment,
                (long)most + 1);
            var position = changed[0].Position;
            var isSameServer = position.Server == users.Position.Server;
            if (isSameServer && changed.Length > most) return null;
            users = isSameServer ? users.With([.. changed.Select(row => row.User).OfType<IndexedUser>()], position) : null;
            return Newest = users;
        }
        finally
        {
            _turn.Release();
        }
    }

    private static async ValueTask<T> InTurnAsync<T>(
        SemaphoreSlim turn, Func<T> action, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            return action();
        }
        finally
        {
            turn.Release();
        }
    }

    // The last of a page; null at the end.
    private async Task<UserId?> ReadPageAsync(
        IndexSegmentBuilder builder, UserId? after, CancellationToken cancellationToken)
    {
        var ids = await snapshots.ReadAsync(
            queries => queries.QueryAsync(
                dialect.UserIndex.Page,
                row =>
                {
                    var user = IndexedUserRow.Read(row, from: 0)!;
                    builder.Add(user);
                    return user.Id;
                },
                cancellationToken,
                after?.Value ?? "",
                (long)IndexSegment.MaxUsers),
            cancellationToken);
        return ids.IsEmpty ? null : ids[^1];
    }

    [LoggerMessage(EventIds.UserIndexBuilt, LogLevel.Information,
        "{Users} users are in memory to be found by texts: {Bytes} bytes, after {Milliseconds} ms")]
    private partial void LogBuilt(long users, long bytes, double milliseconds);

    [LoggerMessage(EventIds.UserIndexTooLarge, LogLevel.Warning,
        "Users are sought in the database: {Users} of them take more than the {Bytes} bytes that they may take in memory")]
    private partial void LogTooLarge(long users, long bytes);

    [LoggerMessage(EventIds.UserIndexBehind, LogLevel.Warning,
        "Users in memory to be found by texts couldn't be brought up to date; the next question or attempt will")]
    private partial void LogBehind(Exception exception);
}
