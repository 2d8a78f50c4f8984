using Identity.Clerk.Webhooks;
using Identity.Ingest.Webhooks;
using Identity.Testing;

namespace Identity.Ingest.Tests;

/// <summary>Brings an intake what a web front would, without the web.</summary>
internal static class SignedIntake
{
    /// <summary>Signs a message as it would be sent now, and takes it in.</summary>
    public static Task<IntakeResult> ReceiveAsync(
        this WebhookIntake intake, SvixSigner signer, TimeProvider clock, string id, byte[] body)
    {
        using var request = signer.Request(new Uri("http://localhost"), id, body, clock.GetUtcNow());
        string? Header(string name) => request.Headers.TryGetValues(name, out var values) ? values.Single() : null;
        return intake.ReceiveAsync(WebhookHeaders.Read(Header), body, TestContext.Current.CancellationToken);
    }
}
