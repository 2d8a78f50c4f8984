using Identity.Authentication.Rejections;

namespace Identity.Authentication.Credentials;

/// <summary>
/// What a request offers to show who sent it: a token, nothing, or something that can't be chosen from.
/// </summary>
/// <param name="Token">The token; empty when there is none, or more than one.</param>
/// <param name="Source">One of <see cref="CredentialSource"/>; null when there are none.</param>
/// <param name="Rejection">Why they are refused before anybody looks at a token.</param>
internal readonly record struct RequestCredentials(ReadOnlyMemory<char> Token, string? Source, Rejection? Rejection)
{
    /// <summary>When the browser last signed in or out, in unix seconds; null where it doesn't say.</summary>
    public long? ClientUat { get; init; }

    public bool IsEmpty => Source is null;

    public static RequestCredentials Refused(string source, Rejection rejection) => new(default, source, rejection);

    /// <summary>These or those; if there are both, and they differ, nobody can tell which are meant.</summary>
    public RequestCredentials Or(RequestCredentials other)
    {
        if (IsEmpty || other.IsEmpty) return IsEmpty ? other : this;
        if (Rejection is not null || other.Rejection is not null) return Rejection is null ? other : this;
        return Token.Span.SequenceEqual(other.Token.Span)
            ? this
            : Refused(Source!, CredentialRejections.TwoTokens);
    }

    // The token is a secret for as long as it lives.
    public override string ToString() => Source ?? "";
}
