using System.Diagnostics;
using System.Security.Cryptography;
using Identity.Clerk.Api;

namespace Identity.WebFront.ReadApi.Answers;

/// <summary>The id by which an answer is found again: 32 hexadecimal digits, in a header and in errors.</summary>
internal static class ClerkTrace
{
    public const string Header = BackendApiAnswer.TraceHeader;

    private const int Bytes = 16;

    /// <summary>Gives the answer its id: the one of the trace that the request belongs to, where there is one.</summary>
    public static string Begin(HttpResponse response)
    {
        var id = Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity
            ? activity.TraceId.ToHexString()
            : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
        response.Headers[Header] = id;
        return id;
    }
}
