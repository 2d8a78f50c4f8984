namespace Identity.Clerk.Tokens;

/// <summary>
/// How long ago the user proved who they are (<c>fva</c>), in minutes when the token was made; -1 for never.
/// </summary>
public readonly record struct FactorVerificationAge(int FirstFactorMinutes, int SecondFactorMinutes);
