using Identity.Clerk.Identifiers;
using Microsoft.Extensions.Options;

namespace Identity.Ingest.Hosting;

/// <summary>Refuses settings with which webhooks couldn't be verified. It names settings, and never their values.</summary>
internal sealed class IngestOptionsValidator : IValidateOptions<IngestOptions>
{
    public ValidateOptionsResult Validate(string? name, IngestOptions options)
    {
        var failures = new List<string>();
        if (options.MalformedSecret is { } malformed)
        {
            failures.Add($"CLERK_WEBHOOK_SIGNING_SECRET isn't a signing secret: {malformed}");
        }
        else if (options.TakesWebhooks && options.SigningSecrets.Count == 0)
        {
            failures.Add("CLERK_WEBHOOK_SIGNING_SECRET is missing. Clerk's dashboard shows it at the webhook endpoint.");
        }
        if (options.InstanceId is { } instance && !InstanceId.TryParse(instance, out _))
        {
            failures.Add("Clerk:InstanceId isn't the id of an instance, which starts with 'ins_'.");
        }
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
