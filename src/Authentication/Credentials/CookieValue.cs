namespace Identity.Authentication.Credentials;

/// <summary>What a request's cookies say under one name.</summary>
/// <param name="Value">The first value; empty when there is none. An empty value is none.</param>
/// <param name="Differs">
/// Whether there is another value under the same name, so that nobody can tell which is meant.
/// </param>
internal readonly record struct CookieValue(ReadOnlyMemory<char> Value, bool Differs)
{
    public bool IsPresent => !Value.IsEmpty;

    public bool Is(string text) => Value.Span.SequenceEqual(text);

    // It may be a token.
    public override string ToString() => IsPresent ? "***" : "";
}
