using Identity.Authentication.Callers;
using Identity.Authentication.Metrics;
using Identity.Authentication.Rejections;
using Identity.Authentication.Unavailability;
using Identity.Clerk.Tokens;
using Identity.Grains.Callers;

namespace Identity.Authentication.Live;

/// <summary>The caller of a connection that outlives its request, e.g. a WebSocket or an event stream.</summary>
/// <remarks>
/// <para>
/// It asks the user's grain again every <see cref="ClerkOptions.LiveInterval"/>, which is a read from memory, and waits
/// for an answer no longer than that: so an end or a change that the cluster knows is told within a second. No answer
/// for <see cref="ClerkOptions.LiveTolerance"/> ends it too. The token's <c>exp</c> is the deadline, to the moment:
/// <see cref="ClerkOptions.ClockSkew"/> lets a token in late, and lets nobody stay.
/// </para>
/// <para>
/// One task calls <see cref="NextAsync"/>, and one <see cref="RenewAsync"/> at the same time if it likes. Nothing has
/// to be disposed of: when nobody waits, nothing runs.
/// </para>
/// </remarks>
public sealed class LiveCaller
{
    private const string Unavailable = "identity-unavailable";
    private const string CallerDiffers = "caller-differs";

    private static readonly TimeSpan MaxInterval = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly ClerkOptions _options;
    private readonly ICallerResolver _resolver;
    private readonly ClerkMetrics _metrics;
    private readonly TimeProvider _clock;
    private CurrentUser _current;
    private LiveEnd? _end;
    private bool _renewed;
    private long _answeredAt;
    private long? _askedAt;

    internal LiveCaller(CurrentUser user, ClerkOptions options, ICallerResolver resolver, ClerkMetrics metrics)
    {
        _current = user;
        _options = options;
        _resolver = resolver;
        _metrics = metrics;
        _clock = options.TimeProvider!;
        _answeredAt = _clock.GetTimestamp();
    }

    /// <summary>Who it is, as last known.</summary>
    public CurrentUser Current
    {
        get
        {
            lock (_lock) return _current;
        }
    }

    /// <summary>When the token ends: until then the connection may stay open.</summary>
    public DateTimeOffset Deadline => DateTimeOffset.FromUnixTimeSeconds(Current.Claims.ExpiresAt);

    /// <summary>Why the connection has to be closed; null as long as it may stay open. It doesn't change then.</summary>
    public LiveEnd? End
    {
        get
        {
            lock (_lock)
            {
                if (_end is null && _clock.GetUtcNow() >= DateTimeOffset.FromUnixTimeSeconds(_current.Claims.ExpiresAt))
                    _end = new LiveEnd(LiveEndKind.Expired, TokenRejection.Expired.Reason);
                return _end;
            }
        }
    }

    /// <summary>Waits until the caller changes, the connection has to be closed, or time has passed.</summary>
    /// <param name="atMost">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes.</param>
    /// <param name="cancel">Ends the waiting, as an exception.</param>
    public async Task<LiveNews> NextAsync(TimeSpan atMost, CancellationToken cancel)
    {
        var started = _clock.GetTimestamp();
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            if (End is not null) return LiveNews.Ended;
            if (TakeRenewal()) return LiveNews.Changed;
            if (UntilNextQuestion() <= TimeSpan.Zero && await AskAsync(cancel) is not LiveNews.None and var news)
                return news;

            var wait = Least(UntilNextQuestion(), Deadline - _clock.GetUtcNow());
            if (atMost != Timeout.InfiniteTimeSpan)
            {
                var left = atMost - _clock.GetElapsedTime(started);
                if (left <= TimeSpan.Zero) return End is null ? LiveNews.None : LiveNews.Ended;
                wait = Least(wait, left);
            }

            await Task.Delay(InWholeMilliseconds(wait), _clock, cancel);
        }
    }

    /// <summary>
    /// Goes on with a new token of the same user and session, which is verified and judged as a request's is. The
    /// deadline becomes the new token's <c>exp</c>, and <see cref="NextAsync"/> tells of the change. The application's
    /// <see cref="ClerkEvents"/> aren't asked: there is no request.
    /// </summary>
    /// <param name="newToken">The token.</param>
    /// <param name="cancel">Ends the waiting for keys and for the user's grain, as an exception.</param>
    /// <returns>
    /// Null when it was renewed; else why not, a word of the list in docs/errors.md, and then nothing has changed,
    /// unless <see cref="End"/> says so: <c>caller-differs</c> for another user's or session's token,
    /// <c>identity-unavailable</c> when it can't be known.
    /// </returns>
    public async Task<string?> RenewAsync(string newToken, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(newToken);
        var refusal = await TryRenewAsync(newToken, cancel);
        if (refusal is not null) _metrics.Reject(refusal);
        return refusal;
    }

    private async Task<string?> TryRenewAsync(string newToken, CancellationToken cancel)
    {
        if (_options.Verifier is not { } verifier) return Unavailable;
        TokenVerification verification;
        CallerResolution resolution;
        try
        {
            verification = await verifier.VerifyAsync(newToken, cancel);
            if (!verification.IsAccepted) return verification.Rejection.Reason;
            var claims = verification.Claims;
            var before = Current;
            if (claims.Subject != before.Id || claims.SessionId != before.SessionId) return CallerDiffers;
            if (Admission.Judge(claims, _options) is { } early) return early.Reason;
            resolution = await AnswerAsync(claims, cancel);
        }
        catch (Exception) when (!cancel.IsCancellationRequested)
        {
            return Unavailable;
        }

        lock (_lock) return Renew(new CurrentUser(verification.Claims, resolution, _clock), resolution);
    }

    private string? Renew(CurrentUser user, CallerResolution resolution)
    {
        // What has ended isn't brought back: whoever waited may have closed the connection already.
        if (End is { } end) return end.Reason;
        if (_clock.GetUtcNow() >= DateTimeOffset.FromUnixTimeSeconds(user.Claims.ExpiresAt))
            return TokenRejection.Expired.Reason;

        // It is the same session, so this is about the caller and not about the new token.
        if (Admission.Judge(resolution, _options) is { } rejection) return Revoke(rejection).Reason;
        (_current, _renewed, _answeredAt) = (user, true, _clock.GetTimestamp());
        return null;
    }

    private LiveEnd Revoke(Rejection rejection) => _end ??= new LiveEnd(LiveEndKind.Revoked, rejection.Reason);

    private bool TakeRenewal()
    {
        lock (_lock)
        {
            var renewed = _renewed;
            _renewed = false;
            return renewed;
        }
    }

    private async ValueTask<LiveNews> AskAsync(CancellationToken cancel)
    {
        var before = Current;
        _askedAt = _clock.GetTimestamp();
        CallerResolution? resolution = null;
        try
        {
            resolution = await AnswerAsync(before.Claims, cancel);
        }
        catch (Exception) when (!cancel.IsCancellationRequested)
        {
            // Whatever a grain, its storage or the engine throws: for a while it may pass by itself.
        }

        lock (_lock)
        {
            // The token was renewed meanwhile, and with it the grain was asked.
            if (!ReferenceEquals(before, _current)) return LiveNews.None;
            return resolution is null ? WithoutAnswer() : With(before, resolution);
        }
    }

    private LiveNews WithoutAnswer()
    {
        if (_clock.GetElapsedTime(_answeredAt) < _options.LiveTolerance) return LiveNews.None;
        _end ??= new LiveEnd(LiveEndKind.Unavailable, Unavailable);
        _metrics.Unavailable(IdentityUnavailableReason.UserGrain);
        return LiveNews.Ended;
    }

    private LiveNews With(CurrentUser before, CallerResolution resolution)
    {
        _answeredAt = _clock.GetTimestamp();
        if (Admission.Judge(resolution, _options) is { } rejection)
        {
            Revoke(rejection);
            return LiveNews.Ended;
        }

        var now = new CurrentUser(before.Claims, resolution, _clock, before.PropagatedBy);
        if (!CallerChange.IsBetween(before, now)) return LiveNews.None;
        _current = now;
        return LiveNews.Changed;
    }

    private async ValueTask<CallerResolution> AnswerAsync(SessionClaims claims, CancellationToken cancel)
    {
        var answer = _resolver.AskAsync(claims);
        return answer.IsCompleted
            ? await answer
            : await answer.AsTask().WithinAsync(Least(_options.ResolveTimeout, MaxInterval), _clock, cancel);
    }

    private TimeSpan UntilNextQuestion() =>
        _askedAt is { } askedAt ? _options.LiveInterval - _clock.GetElapsedTime(askedAt) : TimeSpan.Zero;

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    // A timer that is set for less than a millisecond fires at once, and the loop would spin.
    private static TimeSpan InWholeMilliseconds(TimeSpan wait) =>
        wait <= TimeSpan.Zero ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
}
