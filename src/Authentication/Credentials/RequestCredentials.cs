using Identity.Authentication.Rejections;

namespace Identity.Authentication.Credentials;

/// <summary>
/// What a request offers to show who sent it: a token, nothing, or something that can't be chosen from.
/// </summary>
/// <param name="Token">The token; null when there is none, or more than one.</param>
/// <param name="Source">One of <see cref="CredentialSource"/>; null when there are none.</param>
/// <param name="Rejection">Why they are refused before anybody looks at a token.</param>
internal readonly record struct RequestCredentials(string? Token, string? Source, Rejection? Rejection)
{
    public bool IsEmpty => Source is null;

    // The token is a secret for as long as it lives.
    public override string ToString() => Source ?? "";
}
