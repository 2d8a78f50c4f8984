namespace Identity.Clerk.Emulator.Faults;

/// <summary>Decides, call by call and webhook by webhook, what goes wrong.</summary>
internal sealed class FaultPlan(FaultSettings initial, TimeProvider clock)
{
    private static readonly TimeSpan RateWindow = TimeSpan.FromSeconds(10);

    private readonly Lock _turn = new();
    private readonly FaultSettings _initial = initial;
    private FaultSettings _settings = initial;
    private int _dropped;
    private int _apiFaults;
    private long _windowBegan = clock.GetTimestamp();
    private int _callsInWindow;

    public FaultSettings Settings
    {
        get
        {
            lock (_turn)
                return _settings;
        }
    }

    /// <summary>How many webhooks were dropped, and how many calls had a fault, since the emulator started.</summary>
    public (int DroppedWebhooks, int ApiFaults) Counts
    {
        get
        {
            lock (_turn)
                return (_dropped, _apiFaults);
        }
    }

    public FaultSettings Change(FaultFields fields)
    {
        lock (_turn)
            return _settings = fields.Over(_settings);
    }

    /// <summary>Nothing goes wrong any more; a limit that the emulator was started with stays.</summary>
    public FaultSettings Clear()
    {
        lock (_turn)
            return _settings = _initial;
    }

    /// <returns>Whether the next webhook is never delivered.</returns>
    public bool DropsNext()
    {
        lock (_turn)
        {
            if (_settings.DropWebhooks == 0)
                return false;

            _settings = _settings with { DropWebhooks = Used(_settings.DropWebhooks) };
            _dropped++;
            return true;
        }
    }

    /// <summary>The seed of one random order; the next one has another.</summary>
    public int NextSeed()
    {
        lock (_turn)
        {
            var seed = _settings.Seed ?? Random.Shared.Next();
            _settings = _settings with { Seed = unchecked(seed + 1) & int.MaxValue };
            return seed;
        }
    }

    /// <summary>What is wrong with this call: the rate limit's refusal comes first, as at Clerk's edge.</summary>
    public ApiFault? NextCall()
    {
        lock (_turn)
        {
            if (SecondsToWait() is { } seconds)
            {
                _apiFaults++;
                return new ApiFault(TimeSpan.Zero, StatusCodes.Status429TooManyRequests, seconds);
            }

            if (_settings.ApiCalls == 0 || _settings is { ApiStatus: null, ApiDelay: 0 })
                return null;

            _settings = _settings with { ApiCalls = Used(_settings.ApiCalls) };
            _apiFaults++;
            return new ApiFault(
                TimeSpan.FromMilliseconds(_settings.ApiDelay),
                _settings.ApiStatus,
                _settings.ApiRetryAfter
                    ?? (_settings.ApiStatus == StatusCodes.Status429TooManyRequests ? 1 : null));
        }
    }

    private static int Used(int count) => count == FaultSettings.All ? count : count - 1;

    /// <summary>
    /// Counts a call into its window of 10 seconds; how long until the next one, if it has no place there.
    /// </summary>
    private int? SecondsToWait()
    {
        var elapsed = clock.GetElapsedTime(_windowBegan);
        if (elapsed >= RateWindow)
        {
            _windowBegan = clock.GetTimestamp();
            _callsInWindow = 0;
            elapsed = TimeSpan.Zero;
        }

        if (_settings.ApiRateLimit is not { } limit || ++_callsInWindow <= limit)
            return null;
        return (int)Math.Ceiling((RateWindow - elapsed).TotalSeconds);
    }
}
