using Identity.Clerk.Tokens;

namespace Identity.Authentication;

/// <summary>How recently, and how well, a user must have proved who they are. Clerk's presets have Clerk's names.</summary>
/// <param name="Level">What must be recent.</param>
/// <param name="MaxAge">How old it may be; more than zero, at most 30 days, in whole seconds.</param>
public sealed record Reverification(VerificationLevel Level, TimeSpan MaxAge)
{
    private static readonly TimeSpan MostAge = TimeSpan.FromDays(30);

    /// <summary><c>strict_mfa</c>: both factors within 10 minutes.</summary>
    public static Reverification StrictMfa { get; } =
        new(VerificationLevel.MultiFactor, TimeSpan.FromMinutes(10));

    /// <summary><c>strict</c>: the second factor within 10 minutes.</summary>
    public static Reverification Strict { get; } = new(VerificationLevel.SecondFactor, TimeSpan.FromMinutes(10));

    /// <summary><c>moderate</c>: the second factor within an hour.</summary>
    public static Reverification Moderate { get; } = new(VerificationLevel.SecondFactor, TimeSpan.FromHours(1));

    /// <summary><c>lax</c>: the second factor within a day.</summary>
    public static Reverification Lax { get; } = new(VerificationLevel.SecondFactor, TimeSpan.FromDays(1));

    /// <summary>How old it may be; more than zero, at most 30 days, in whole seconds.</summary>
    public TimeSpan MaxAge { get; } = MaxAge > TimeSpan.Zero && MaxAge <= MostAge && MaxAge.Ticks % TimeSpan.TicksPerSecond == 0
        ? MaxAge
        : throw new ArgumentOutOfRangeException(nameof(MaxAge), "Expected whole seconds, from one to 30 days.");

    /// <summary>Whether what a token says is enough now.</summary>
    /// <param name="age">The claim <c>fva</c>: ages in minutes, when the token was made; -1 for a factor that isn't used.</param>
    /// <param name="issuedAt">When that was (<c>iat</c>), unix seconds. Without it, nothing is enough.</param>
    /// <param name="now">The time until which the ages have grown.</param>
    internal bool IsMetBy(FactorVerificationAge? age, long? issuedAt, DateTimeOffset now)
    {
        if (age is not { } factors || issuedAt is not { } made) return false;
        var grown = TimeSpan.FromSeconds(Math.Max(0, now.ToUnixTimeSeconds() - made));
        var first = factors.FirstFactorMinutes >= 0 && IsRecent(factors.FirstFactorMinutes, grown);
        if (factors.SecondFactorMinutes < 0) return first;
        var second = IsRecent(factors.SecondFactorMinutes, grown);
        return Level switch
        {
            VerificationLevel.FirstFactor => first,
            VerificationLevel.SecondFactor => second,
            VerificationLevel.MultiFactor => first && second,
            _ => false,
        };
    }

    private bool IsRecent(int minutes, TimeSpan grown) => TimeSpan.FromMinutes(minutes) + grown < MaxAge;
}
