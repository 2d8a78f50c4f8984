using System.ComponentModel.DataAnnotations;
using Identity.Clerk.Webhooks;

namespace Identity.Ingest.Hosting;

/// <summary>How webhooks are taken in.</summary>
public sealed class IngestOptions
{
    /// <summary>
    /// The endpoint's signing secrets (<c>CLERK_WEBHOOK_SIGNING_SECRET</c>), more than one during a rotation.
    /// No default: without a secret nothing can be verified.
    /// </summary>
    public IReadOnlyList<WebhookSigningSecret> SigningSecrets { get; set; } = [];

    /// <summary>Whether webhooks are taken in; where they aren't, no secret is needed. Default: true.</summary>
    public bool TakesWebhooks { get; set; } = true;

    /// <summary>Why the text that was read isn't a list of secrets; the validator reports it.</summary>
    internal string? MalformedSecret { get; private set; }

    /// <summary>
    /// The Clerk instance whose events these are (<c>Clerk:InstanceId</c>), such as <c>ins_…</c>. Default: the one of
    /// the first verified event, remembered for good.
    /// </summary>
    public string? InstanceId { get; set; }

    /// <summary>
    /// How long a webhook's answer waits for the event to be applied; then it is answered, durable, and applied by the
    /// sweeper. Svix waits 15 s. Default: 5 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:14")]
    public TimeSpan ApplyDeadline { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the sweeper looks for deliveries that nobody finished. Default: 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many deliveries one sweep takes at once. Default: 256.</summary>
    [Range(1, 500)]
    public int SweepBatch { get; set; } = 256;

    /// <summary>After so many attempts a delivery that always fails goes to quarantine. Default: 8.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 8;

    /// <summary>
    /// How long settled deliveries are kept, for replays and for whoever wants to know what happened. It never affects a
    /// result. What is in quarantine stays until somebody released it. Default: 30 days.
    /// </summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan InboxRetention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How long after <c>user.deleted</c> all that is personal of the user is removed; null for never, unless an operator
    /// asks for it. Default: null.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00")]
    public TimeSpan? EraseDeletedAfter { get; set; }

    /// <summary>Reads <see cref="SigningSecrets"/> from a setting: secrets separated by spaces; null or empty for none.</summary>
    public void ReadSigningSecrets(string? text)
    {
        try
        {
            SigningSecrets = string.IsNullOrWhiteSpace(text) ? [] : WebhookSigningSecret.ParseList(text);
        }
        catch (FormatException exception)
        {
            MalformedSecret = exception.Message;
        }
    }
}
