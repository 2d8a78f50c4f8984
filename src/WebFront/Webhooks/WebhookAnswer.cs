namespace Identity.WebFront.Webhooks;

/// <summary>The answer to a webhook that needn't be sent again. Clerk's dashboard shows it.</summary>
/// <param name="Status">applied, stale, duplicate, deferred, kept, discarded or quarantined.</param>
internal sealed record WebhookAnswer(string Status);
