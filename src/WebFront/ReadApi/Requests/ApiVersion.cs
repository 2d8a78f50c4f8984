using Identity.WebFront.ReadApi.Answers;

namespace Identity.WebFront.ReadApi.Requests;

/// <summary>
/// The version of the API that a request names. What is read here has the same shape in all of them; a request without
/// one is as good.
/// </summary>
internal static class ApiVersion
{
    private const string Header = "Clerk-API-Version";
    private const string Parameter = "__clerk_api_version";

    // https://clerk.com/docs/guides/development/upgrading/versioning
    private static readonly string[] Known = ["2021-02-05", "2024-10-01", "2025-04-10", "2025-11-10", "2026-05-12"];

    /// <summary>Why the request can't be answered; null when it can.</summary>
    public static ClerkError? Check(HttpRequest request)
    {
        string?[] named = [.. request.Headers[Header], .. request.Query[Parameter]];
        return named switch
        {
            [] => null,
            [{ } version] when Known.Contains(version, StringComparer.Ordinal) => null,
            [_] => ClerkError.Malformed($"The API version must be one of {string.Join(", ", Known)}."),
            _ => ClerkError.Malformed($"The API version must be given once, as the header {Header} or as {Parameter}."),
        };
    }
}
