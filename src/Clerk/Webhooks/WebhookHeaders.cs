namespace Identity.Clerk.Webhooks;

/// <summary>The three headers that carry a webhook's signature, trimmed; null where one is missing or blank.</summary>
/// <param name="Id">The message's id. The same for every retry and replay.</param>
/// <param name="Timestamp">Unix seconds of this attempt, as text.</param>
/// <param name="Signature">Signatures, each <c>version,base64</c>, separated by spaces.</param>
public readonly record struct WebhookHeaders(string? Id, string? Timestamp, string? Signature)
{
    /// <summary>
    /// Reads Svix's names (<c>svix-id</c> and so on), or, only if one of those is missing and none of theirs is, the
    /// names of the Standard Webhooks specification (<c>webhook-id</c> and so on). The two are never mixed.
    /// </summary>
    /// <param name="header">Gives the value of a header; null if the request hasn't got it.</param>
    public static WebhookHeaders Read(Func<string, string?> header)
    {
        ArgumentNullException.ThrowIfNull(header);
        var svix = Read(header, "svix-id", "svix-timestamp", "svix-signature");
        if (svix.IsComplete) return svix;
        var standard = Read(header, "webhook-id", "webhook-timestamp", "webhook-signature");
        return standard.IsComplete ? standard : svix;
    }

    internal bool IsComplete =>
        !string.IsNullOrWhiteSpace(Id)
        && !string.IsNullOrWhiteSpace(Timestamp)
        && !string.IsNullOrWhiteSpace(Signature);

    private static WebhookHeaders Read(Func<string, string?> header, string id, string timestamp, string signature) =>
        new(Trimmed(header(id)), Trimmed(header(timestamp)), Trimmed(header(signature)));

    private static string? Trimmed(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
