using Identity.Clerk.Emulator.Instances;

namespace Identity.Clerk.Emulator.Faults;

/// <summary>What a caller says about faults; each value is already within its bound.</summary>
internal sealed record FaultFields
{
    public Field<int?> DropWebhooks { get; init; }

    public Field<int?> DuplicateWebhooks { get; init; }

    public Field<int?> DelayWebhooks { get; init; }

    public Field<bool> HoldWebhooks { get; init; }

    public Field<int?> ShuffleWebhooks { get; init; }

    public Field<int?> Seed { get; init; }

    public Field<int?> ApiStatus { get; init; }

    public Field<int?> ApiRetryAfter { get; init; }

    public Field<int?> ApiDelay { get; init; }

    public Field<int?> ApiCalls { get; init; }

    public Field<int?> ApiRateLimit { get; init; }

    /// <summary>The settings with what was said; a number that is null becomes what it is by default.</summary>
    public FaultSettings Over(FaultSettings current) => current with
    {
        DropWebhooks = DropWebhooks.Or(current.DropWebhooks) ?? 0,
        DuplicateWebhooks = DuplicateWebhooks.Or(current.DuplicateWebhooks) ?? 0,
        DelayWebhooks = DelayWebhooks.Or(current.DelayWebhooks) ?? 0,
        HoldWebhooks = HoldWebhooks.Or(current.HoldWebhooks),
        ShuffleWebhooks = ShuffleWebhooks.Or(current.ShuffleWebhooks) ?? 0,
        Seed = Seed.Or(current.Seed),
        ApiStatus = ApiStatus.Or(current.ApiStatus),
        ApiRetryAfter = ApiRetryAfter.Or(current.ApiRetryAfter),
        ApiDelay = ApiDelay.Or(current.ApiDelay) ?? 0,
        ApiCalls = ApiCalls.Or(current.ApiCalls) ?? FaultSettings.All,
        ApiRateLimit = ApiRateLimit.Or(current.ApiRateLimit),
    };
}
