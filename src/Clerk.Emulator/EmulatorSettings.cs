namespace Identity.Clerk.Emulator;

/// <summary>
/// What an application sets in order to use the emulator in Clerk's place. A class, so that it never prints.
/// </summary>
public sealed class EmulatorSettings
{
    /// <summary>Goes to <c>CLERK_SECRET_KEY</c>: <c>sk_test_…</c>.</summary>
    public required string SecretKey { get; init; }

    /// <summary>Goes to <c>CLERK_PUBLISHABLE_KEY</c>: <c>pk_test_</c> and base64 of <c>host:port$</c>.</summary>
    public required string PublishableKey { get; init; }

    /// <summary>Goes to <c>CLERK_WEBHOOK_SIGNING_SECRET</c>: <c>whsec_…</c>.</summary>
    public required string WebhookSigningSecret { get; init; }

    /// <summary>The <c>iss</c> of every token, without a slash at the end.</summary>
    public required string Issuer { get; init; }

    /// <summary>Goes to <c>CLERK_API_URL</c>, without <c>/v1</c>.</summary>
    public required string ApiUrl { get; init; }

    /// <summary><c>ins_…</c>: the <c>kid</c> of every token and the <c>instance_id</c> of every webhook.</summary>
    public required string InstanceId { get; init; }
}
