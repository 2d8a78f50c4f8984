using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;

namespace Identity.Clerk.Json;

/// <summary>
/// A resource as everybody but a back end may see it: without <c>private_metadata</c> and <c>backup_codes</c>.
/// </summary>
/// <remarks>
/// The members go at any depth, so also those of an embedded organization or phone number, and also those that a
/// customer happens to have named so in other metadata. What is left is what was received, byte for byte. The ranges
/// are found once for each resource and used for each reader.
/// </remarks>
public static class PublicJson
{
    private static readonly JsonMembers Secrets = new("private_metadata", "backup_codes");

    /// <summary>
    /// The ranges that <see cref="Write"/> has to leave out, in order, not overlapping. Usually one or none.
    /// </summary>
    /// <param name="json">One JSON value as UTF-8.</param>
    /// <exception cref="JsonException">It isn't JSON, or nested deeper than 64.</exception>
    public static ImmutableArray<(int Start, int End)> FindSecrets(ReadOnlySpan<byte> json) =>
        JsonCuts.Find(json, Secrets, everywhere: true);

    /// <summary>Writes the JSON without the ranges that <see cref="FindSecrets"/> found in it.</summary>
    public static void Write(
        IBufferWriter<byte> output,
        ReadOnlySpan<byte> json,
        ImmutableArray<(int Start, int End)> secrets) =>
        JsonCuts.Write(output, json, secrets);

    /// <summary>The JSON without its secrets, in memory of its own.</summary>
    /// <exception cref="JsonException">It isn't JSON, or nested deeper than 64.</exception>
    public static RawJson Of(ReadOnlySpan<byte> json) => new(JsonCuts.Remove(json, FindSecrets(json)));
}
