using System.Runtime.CompilerServices;
using Identity.Authentication.Metrics;
using Identity.Clerk.Tokens;

namespace Identity.Authentication.Rejections;

/// <summary>Refusals of tokens that are no good by themselves.</summary>
internal static class TokenRejections
{
    // The verifier's reasons are a fixed set of instances, so each has one refusal.
    private static readonly ConditionalWeakTable<TokenRejection, Rejection> Known = [];

    /// <summary>The refusal that the verifier's reason means.</summary>
    public static Rejection Of(TokenRejection rejection) => Known.GetValue(
        rejection, static reason => new Rejection(reason.Reason, reason.Message, AuthenticationOutcome.Invalid));
}
