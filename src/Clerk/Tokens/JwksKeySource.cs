using Identity.Clerk.Identifiers;
using Identity.Clerk.Keys;

namespace Identity.Clerk.Tokens;

/// <summary>The keys that an instance publishes, kept in memory and fetched anew before they grow old.</summary>
/// <remarks>
/// <para>
/// One set belongs to one secret key: a cache across instances would let one instance's tokens into another. At most
/// one fetch is under way, whoever asks for it, and it doesn't end because one of those who wait gives up.
/// </para>
/// <para>
/// Nothing in a token can cause more fetches than <see cref="JwksOptions.UnknownKeyInterval"/> allows: in between, an
/// unknown key id is answered from memory. Ages are measured by the stopwatch, so a clock that is set changes nothing.
/// </para>
/// </remarks>
public sealed class JwksKeySource : ISigningKeySource, IPublishedKeys
{
    private readonly Lock _lock = new();
    private readonly long[] _ended = new long[Enum.GetValues<JwksFetchResult>().Length];
    private readonly JwksEndpoint _endpoint;
    private readonly JwksOptions _options;
    private readonly TimeProvider _clock;
    private volatile Snapshot? _snapshot;
    private Task? _fetching;
    private long? _lastAttempt;
    private volatile Exception? _lastFailure;
    private long _fetches;

    /// <param name="http">Shouldn't follow redirects. Its own timeout matters only where it is the shorter one.</param>
    /// <param name="apiUrl">Clerk's Backend API, e.g. <c>https://api.clerk.com</c>.</param>
    /// <param name="secretKey">The instance's secret key.</param>
    /// <param name="options">How often and how long.</param>
    /// <param name="clock">Measures ages and timeouts.</param>
    public JwksKeySource(HttpClient http, Uri apiUrl, SecretKey secretKey, JwksOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(apiUrl);
        ArgumentNullException.ThrowIfNull(secretKey);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        _endpoint = new JwksEndpoint(http, apiUrl, secretKey);
        _options = options;
        _clock = clock;
    }

    /// <summary>
    /// The instance whose keys these are, as their ids say; null before the first fetch, or if they don't.
    /// </summary>
    public InstanceId? InstanceId => _snapshot?.Keys.InstanceId;

    /// <summary>When the keys in use were fetched; null before the first fetch.</summary>
    public DateTimeOffset? FetchedAt => _snapshot?.FetchedAt;

    /// <summary>How many fetches were begun.</summary>
    public long Fetches => Interlocked.Read(ref _fetches);

    /// <summary>How many fetches ended so.</summary>
    public long FetchesThat(JwksFetchResult ended) => Interlocked.Read(ref _ended[(int)ended]);

    /// <inheritdoc/>
    public ValueTask<SigningKey?> FindAsync(string kid, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(kid);
        if (!TokenHeader.IsKid(kid)) return default;
        if (_snapshot is { } snapshot && snapshot.Keys.Find(kid) is { } key)
        {
            var age = _clock.GetElapsedTime(snapshot.Timestamp);
            if (age < _options.RefreshInterval) return new(key);

            // When the endpoint hangs, the first request finds out, and the others don't wait for it each.
            if (age < _options.TimeToLive || (age < _options.MaxStaleness && _lastFailure is not null))
            {
                Fetch(_options.RetryInterval);
                return new(key);
            }
        }

        return FetchAndFindAsync(kid, ct);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<SigningKey>> ListAsync(CancellationToken ct)
    {
        var age = Age();
        var fetching = age < _options.RefreshInterval ? null : Fetch(_options.RetryInterval);
        if (age >= _options.TimeToLive && fetching is not null) await fetching.WaitAsync(ct);
        if (_snapshot is { } snapshot && Age() < _options.MaxStaleness) return snapshot.Keys.All;
        throw new SigningKeysUnavailableException("Clerk's signing keys are not available.", _lastFailure);
    }

    private async ValueTask<SigningKey?> FetchAndFindAsync(string kid, CancellationToken ct)
    {
        // Keys that are too old, or not there, may be asked for sooner than keys of which only one is unknown.
        var interval = Age() < _options.TimeToLive ? _options.UnknownKeyInterval : _options.RetryInterval;
        if (Fetch(interval) is { } fetching) await fetching.WaitAsync(ct);
        if (_snapshot is { } snapshot && Age() < _options.MaxStaleness) return snapshot.Keys.Find(kid);
        throw new SigningKeysUnavailableException("Clerk's signing keys are not available.", _lastFailure);
    }

    private TimeSpan Age() => _snapshot is { } snapshot ? _clock.GetElapsedTime(snapshot.Timestamp) : TimeSpan.MaxValue;

    /// <summary>The fetch that is under way, or a new one if the last was that long ago; otherwise null.</summary>
    private Task? Fetch(TimeSpan interval)
    {
        lock (_lock)
        {
            if (_fetching is not null) return _fetching;
            if (_lastAttempt is { } last && _clock.GetElapsedTime(last) < interval) return null;
            _lastAttempt = _clock.GetTimestamp();
            Interlocked.Increment(ref _fetches);

            // Not by the request that happens to need it first: its context would be held, and its end would end it.
            return _fetching = Task.Run(FetchAsync, CancellationToken.None);
        }
    }

    private async Task FetchAsync()
    {
        using var timeout = new CancellationTokenSource(_options.Timeout, _clock);
        Snapshot? fetched = null;
        Exception? failure = null;
        try
        {
            var keys = await _endpoint.FetchAsync(timeout.Token);
            fetched = new Snapshot(keys, _clock.GetUtcNow(), _clock.GetTimestamp());
        }
        catch (Exception exception) when (IsExpected(exception))
        {
            failure = exception;
        }
        finally
        {
            lock (_lock)
            {
                _fetching = null;
                _lastFailure = failure;
                if (fetched is not null) _snapshot = fetched;
            }

            var result = fetched is null ? ResultOf(failure) : JwksFetchResult.Succeeded;
            Interlocked.Increment(ref _ended[(int)result]);
        }
    }

    private static bool IsExpected(Exception failure) =>
        failure is SigningKeysUnavailableException or HttpRequestException or IOException or OperationCanceledException;

    private static JwksFetchResult ResultOf(Exception? failure) => failure switch
    {
        SigningKeysUnavailableException => JwksFetchResult.Refused,
        OperationCanceledException => JwksFetchResult.TimedOut,
        _ => JwksFetchResult.Unreachable,
    };

    private sealed record Snapshot(SigningKeySet Keys, DateTimeOffset FetchedAt, long Timestamp);
}
