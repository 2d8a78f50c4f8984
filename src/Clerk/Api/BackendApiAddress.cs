namespace Identity.Clerk.Api;

/// <summary>Where a question to Clerk's Backend API goes.</summary>
public static class BackendApiAddress
{
    /// <summary>Clerk's own server.</summary>
    public static Uri Default { get; } = new("https://api.clerk.com");

    /// <summary>The address of a path.</summary>
    /// <param name="http">Knows the server.</param>
    /// <param name="pathAndQuery">Without a slash before.</param>
    internal static Uri Of(HttpClient http, string pathAndQuery) => new(Text(http, pathAndQuery));

    /// <summary>The same, and what is sent is to the letter what was checked: nothing is unescaped or shortened.</summary>
    /// <inheritdoc cref="Of"/>
    internal static Uri OfExactly(HttpClient http, string pathAndQuery) => new(
        Text(http, pathAndQuery), new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    private static string Text(HttpClient http, string pathAndQuery) =>
        $"{(http.BaseAddress ?? Default).AbsoluteUri.TrimEnd('/')}/{pathAndQuery}";
}
