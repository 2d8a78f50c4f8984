using System.Text.Json;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;

namespace Identity.Grains.State;

/// <summary>
/// Finds in stored state what Clerk sent, without reading the rest: a page of a list has five hundred of them.
/// </summary>
/// <remarks>What is found are parts of the state's own memory.</remarks>
public static class StoredBodies
{
    /// <summary>The user or organization; null when it is unknown or deleted.</summary>
    /// <exception cref="JsonException">It isn't what these grains store.</exception>
    public static RawJson? FindProfile(ReadOnlyMemory<byte> state)
    {
        var reader = new Utf8JsonReader(state.Span);
        return reader.Read() && GoTo(ref reader, "profile"u8) && GoTo(ref reader, "raw"u8) ? Cut(ref reader, state) : null;
    }

    /// <summary>A membership in its user's state; null when it is unknown or deleted.</summary>
    /// <inheritdoc cref="FindProfile"/>
    public static RawJson? FindMembership(ReadOnlyMemory<byte> state, MembershipId id)
    {
        var reader = new Utf8JsonReader(state.Span);
        if (!reader.Read() || !GoTo(ref reader, "memberships"u8)) return null;
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var membership = reader;
            if (GoTo(ref membership, "id"u8) && membership.ValueTextEquals(id.Value))
                return GoTo(ref reader, "grant"u8) ? Cut(ref reader, state) : null;
            reader.Skip();
        }

        return null;
    }

    /// <summary>A resource that is kept by itself; null when it is unknown, deleted or erased.</summary>
    /// <inheritdoc cref="FindProfile"/>
    public static RawJson? FindResource(ReadOnlyMemory<byte> state)
    {
        var reader = new Utf8JsonReader(state.Span);
        if (!reader.Read() || !GoTo(ref reader, "record"u8) || reader.TokenType != JsonTokenType.StartArray) return null;

        // As its converter writes it: version, kind, raw.
        reader.Read();
        reader.Skip();
        reader.Read();
        reader.Read();
        return Cut(ref reader, state);
    }

    // From an object to the value of one of its members.
    private static bool GoTo(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(name);
            reader.Read();
            if (found) return reader.TokenType != JsonTokenType.Null;
            reader.Skip();
        }

        return false;
    }

    private static RawJson Cut(ref Utf8JsonReader reader, ReadOnlyMemory<byte> state)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new RawJson(state[start..(int)reader.BytesConsumed]);
    }
}
