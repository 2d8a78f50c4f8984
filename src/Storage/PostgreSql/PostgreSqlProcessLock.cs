using Identity.Storage.Startup;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Identity.Storage.PostgreSql;

/// <summary>
/// Keeps a second process off the database by an advisory lock, which the server holds for as long as one connection is
/// open. Processes of a cluster share it, and keep off one that wants the database for itself. When that connection is cut, the lock is taken again as soon as the server can be reached; when somebody else
/// has it by then, <see cref="Lost"/> says so.
/// </summary>
internal sealed partial class PostgreSqlProcessLock(
    PostgreSqlConnections connections, string serviceId, bool isShared, TimeProvider time, ILogger logger)
    : IAsyncDisposable
{
    // 'IDNT' in ASCII; the other half of the lock's number is the service id.
    private const int LockClass = 0x49444E54;

    private const string TakeAlone =
        "SELECT set_config('tcp_keepalives_idle', '10', false), pg_try_advisory_lock($1, $2)";

    private const string TakeShared =
        "SELECT set_config('tcp_keepalives_idle', '10', false), pg_try_advisory_lock_shared($1, $2)";

    // A server may need a moment to notice that the process that had the lock was killed.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _stopping = new();
    private NpgsqlConnection? _connection;
    private Task _watching = Task.CompletedTask;

    /// <summary>Cancelled when somebody else has the lock.</summary>
    internal CancellationToken Lost => _lost.Token;

    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested) return;
        await _stopping.CancelAsync();
        await _watching;
        if (_connection is not null) await _connection.DisposeAsync();
    }

    /// <exception cref="DatabaseInUseException">Another process has it, and kept it for five seconds.</exception>
    internal async Task TakeAsync(CancellationToken cancellationToken)
    {
        if (_connection is not null) return;
        _connection = await TakePatientlyAsync(cancellationToken)
            ?? throw new DatabaseInUseException(connections.Name, isShared);
        _watching = WatchAsync();
    }

    private async Task<NpgsqlConnection?> TakePatientlyAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            if (await TryTakeAsync(cancellationToken) is { } connection) return connection;
            if (time.GetElapsedTime(started) >= Patience) return null;
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task<NpgsqlConnection?> TryTakeAsync(CancellationToken cancellationToken)
    {
        var connection = await connections.OpenForLockAsync(cancellationToken);
        var taken = false;
        try
        {
            // The server, too, shall notice soon when this process is gone without a word.
            await using var command = new NpgsqlCommand(isShared ? TakeShared : TakeAlone, connection);
            command.Parameters.Add(PostgreSqlValue.Of(LockClass));
            command.Parameters.Add(PostgreSqlValue.Of(OrleansHash.OfType(serviceId)));
            await using (var row = await command.ExecuteReaderAsync(cancellationToken))
            {
                await row.ReadAsync(cancellationToken);
                taken = row.GetBoolean(1);
            }

            return taken ? connection : null;
        }
        finally
        {
            if (!taken) await connection.DisposeAsync();
        }
    }

    private async Task WatchAsync()
    {
        try
        {
            while (true)
            {
                await WaitUntilCutAsync(_connection!);
                LogLockConnectionCut();
                _connection = await TakeAgainAsync();
                if (_connection is null)
                {
                    LogLockLost();
                    await _lost.CancelAsync();
                    return;
                }

                LogLockTakenAgain();
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The process stops; nobody needs the lock any more.
        }
    }

    private async Task WaitUntilCutAsync(NpgsqlConnection connection)
    {
        try
        {
            // Nobody sends notifications. Waiting for them is how a cut is noticed at once.
            while (true) await connection.WaitAsync(_stopping.Token);
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException or IOException)
        {
            await connection.DisposeAsync();
        }
    }

    private async Task<NpgsqlConnection?> TakeAgainAsync()
    {
        while (true)
        {
            try
            {
                return await TakePatientlyAsync(_stopping.Token);
            }
            catch (NpgsqlException)
            {
                // Nobody else gets the lock either as long as the server is away.
                await Task.Delay(Pause, time, _stopping.Token);
            }
        }
    }

    [LoggerMessage(EventIds.ProcessLockCut, LogLevel.Warning,
        "The connection that holds the process lock was cut")]
    private partial void LogLockConnectionCut();

    [LoggerMessage(EventIds.ProcessLockRegained, LogLevel.Information, "The process lock is taken again")]
    private partial void LogLockTakenAgain();

    [LoggerMessage(EventIds.ProcessLockLost, LogLevel.Critical,
        "Another process has the database now; this one must stop")]
    private partial void LogLockLost();
}
