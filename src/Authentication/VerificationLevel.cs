namespace Identity.Authentication;

/// <summary>Which proof of who they are must be recent; Clerk's levels of reverification.</summary>
public enum VerificationLevel
{
    /// <summary>The first factor, such as a password or an e-mail code (<c>first_factor</c>).</summary>
    FirstFactor,

    /// <summary>The second factor; of a user who has none, the first (<c>second_factor</c>).</summary>
    SecondFactor,

    /// <summary>Both factors; of a user who has no second, the first (<c>multi_factor</c>).</summary>
    MultiFactor,
}
