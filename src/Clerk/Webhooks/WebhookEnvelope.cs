using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;

namespace Identity.Clerk.Webhooks;

/// <summary>What every event has in common; what it is about is left as bytes.</summary>
/// <remarks>
/// Shape: Clerk, "Webhooks overview". Members that aren't named here are ignored, among them <c>event_attributes</c>
/// with the address of the person who acted, which nothing of ours needs.
/// </remarks>
public sealed record WebhookEnvelope
{
    private const int MaxTypeLength = 128;
    private const long SmallestMilliseconds = 100_000_000_000;
    private static readonly JsonMembers Members = new("data", "instance_id", "object", "timestamp", "type");
    private static readonly SearchValues<char> TypeCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>
    /// What happened, e.g. <c>user.updated</c>. At most 128 letters, digits, dots, dashes and underscores.
    /// </summary>
    public required string Type { get; init; }

    /// <summary>The Clerk instance in which it happened.</summary>
    public required InstanceId InstanceId { get; init; }

    /// <summary>When it happened, by Clerk's clock, in unix milliseconds.</summary>
    /// <remarks>
    /// Clerk sends milliseconds and its OpenAPI examples show seconds; a value below 1e11 is taken for seconds.
    /// </remarks>
    public required long OccurredAt { get; init; }

    /// <summary>The JSON object of <c>data</c>, a slice of the body.</summary>
    public required ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>Reads a body.</summary>
    /// <param name="body">The bytes whose signature was checked. <see cref="Data"/> goes on pointing into them.</param>
    /// <param name="envelope">The envelope.</param>
    /// <param name="error">A short reason that is the same for the same mistake and holds nothing of the body.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> body,
        [NotNullWhen(true)] out WebhookEnvelope? envelope,
        [NotNullWhen(false)] out string? error)
    {
        envelope = null;
        error = Utf8.IsValid(body.Span) ? null : "not UTF-8";
        if (error is not null) return false;
        try
        {
            return TryReadObject(body, out envelope, out error);
        }
        catch (JsonException)
        {
            error = "not one JSON object, or nested too deeply";
            return false;
        }
    }

    private static bool TryReadObject(ReadOnlyMemory<byte> body, out WebhookEnvelope? envelope, out string? error)
    {
        string? type = null;
        InstanceId instance = default;
        long occurredAt = 0;
        Range data = default;
        var cursor = new JsonObjectCursor(body.Span, Members, "");
        while (cursor.Next())
        {
            switch (cursor.Member)
            {
                case "type": type = ReadType(ref cursor); break;
                case "instance_id": instance = cursor.Id<InstanceId>(); break;
                case "timestamp": occurredAt = ReadTimestamp(ref cursor); break;
                case "object" when cursor.Text() != "event": cursor.Fail("expected \"event\""); break;
                case "data": data = cursor.ObjectExtent(); break;
            }
        }

        cursor.Require("type");
        cursor.Require("instance_id");
        cursor.Require("timestamp");
        cursor.Require("data");
        error = cursor.Problem;
        envelope = error is not null ? null : new WebhookEnvelope
        {
            Type = type!,
            InstanceId = instance,
            OccurredAt = occurredAt,
            Data = body[data],
        };
        return envelope is not null;
    }

    private static string ReadType(ref JsonObjectCursor cursor)
    {
        var type = cursor.Text();
        if (type.Length is 0 or > MaxTypeLength || type.AsSpan().ContainsAnyExcept(TypeCharacters))
            cursor.Fail("not the name of an event");
        return type;
    }

    private static long ReadTimestamp(ref JsonObjectCursor cursor)
    {
        var value = cursor.Integer();
        if (value is <= 0 or > JsonObjectCursor.MaxUnixMilliseconds) cursor.Fail("out of range");
        return value < SmallestMilliseconds ? value * 1000 : value;
    }
}
