using System.Globalization;
using Identity.Authentication.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Identity.Authentication.Policies;

/// <summary>Asks for a more recent proof of who the caller is: RFC 9470, section 3.</summary>
/// <remarks>
/// The body holds the hint by which Clerk's front-end SDKs (<c>useReverification</c>) ask the user and try again.
/// </remarks>
internal static class StepUp
{
    private const string Description = "A more recent verification is required.";

    public static Task WriteAsync(HttpContext context, Reverification required, CancellationToken cancellationToken)
    {
        var seconds = ((long)required.MaxAge.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.Append(
            HeaderNames.WWWAuthenticate,
            $"Bearer error=\"insufficient_user_authentication\", error_description=\"{Description}\", "
            + $"max_age=\"{seconds}\"");
        var hint = KeyValuePair.Create<string, object?>("clerk_error", HintOf(required));
        return Problem.VerificationRequired.WriteAsync(context, Description, hint, cancellationToken);
    }

    // The form of @clerk/backend's reverificationError().
    private static Dictionary<string, object> HintOf(Reverification required) => new()
    {
        ["type"] = "forbidden",
        ["reason"] = "reverification-error",
        ["metadata"] = new Dictionary<string, object>
        {
            ["reverification"] = new Dictionary<string, object>
            {
                ["level"] = required.Level switch
                {
                    VerificationLevel.FirstFactor => "first_factor",
                    VerificationLevel.SecondFactor => "second_factor",
                    _ => "multi_factor",
                },
                ["afterMinutes"] = required.MaxAge.TotalMinutes,
            },
        },
    };
}
