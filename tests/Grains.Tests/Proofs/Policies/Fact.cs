using System.Text.Json.Nodes;
using Identity.Clerk.Webhooks;
using Identity.Grains.Tests.Proofs.Model;

namespace Identity.Grains.Tests.Proofs.Policies;

/// <summary>An event as a small consumer reads it: a resource that was made, changed or deleted.</summary>
/// <param name="Message">The svix-id.</param>
/// <param name="Kind">The resource, as in the event's type.</param>
/// <param name="Change">What happened to it.</param>
/// <param name="OccurredAt">The envelope's timestamp, unix milliseconds.</param>
/// <param name="Data">The resource.</param>
internal sealed record Fact(string Message, string Kind, string Change, long OccurredAt, JsonObject Data)
{
    public string Id => (string)Data["id"]!;

    public string Key => $"{Kind} {Id}";

    public bool IsDeletion => Change == "deleted";

    /// <summary>Null for the stub of a deletion.</summary>
    public long? UpdatedAt => (long?)Data["updated_at"];

    public Row Row => new(Kind, Id, Data);

    public static Fact? Read(Emission emission)
    {
        if (emission.Delivery is not { } delivery) return null;
        if (!WebhookEnvelope.TryRead(delivery.Body, out var envelope, out _)) return null;
        var type = envelope.Type.Split('.');

        // A stub has no parents; whose membership it was, deletions of memberships do say.
        return new Fact(delivery.Id.Value, type[0], type[1], envelope.OccurredAt, emission.Data);
    }
}
