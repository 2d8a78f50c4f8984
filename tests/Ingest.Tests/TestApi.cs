using Identity.Clerk.Keys;
using Identity.Ingest.BackendApi;

namespace Identity.Ingest.Tests;

/// <summary>A Backend API to ask, for hosts that don't read it from the settings.</summary>
internal static class TestApi
{
    /// <summary>With a key of a development instance and where nobody listens, unless they are given.</summary>
    public static BackendApiOptions Options(
        string key = "sk_test_0123456789abcdefghijklmnopqrstuv", Uri? url = null) =>
        SecretKey.TryParse(key, out var parsed, out var error)
            ? new BackendApiOptions(parsed, url ?? new Uri("http://127.0.0.1:1"))
            : throw new InvalidOperationException(error);
}
