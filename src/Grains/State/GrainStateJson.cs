using System.Text.Json;

namespace Identity.Grains.State;

/// <summary>How grain state is stored, by either engine: JSON in UTF-8, readable by people.</summary>
public static class GrainStateJson
{
    /// <summary>The state as it is stored.</summary>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no state of these grains.</exception>
    public static byte[] Serialize<T>(T state) =>
        JsonSerializer.SerializeToUtf8Bytes(state, typeof(T), GrainStateJsonContext.Default);

    /// <summary>The state from what was stored.</summary>
    /// <exception cref="JsonException">It isn't what these grains store.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no state of these grains.</exception>
    public static T Deserialize<T>(ReadOnlySpan<byte> stored) =>
        (T?)JsonSerializer.Deserialize(stored, typeof(T), GrainStateJsonContext.Default)
        ?? throw new JsonException("The stored state is null.");
}
