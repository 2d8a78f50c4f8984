using System.Text.Json.Serialization;

namespace Identity.Bench.Driving;

/// <summary>What a driver measured.</summary>
/// <param name="Requests">How many were answered.</param>
/// <param name="Seconds">How long that took.</param>
/// <param name="Errors">How many were answered with an error, or not at all.</param>
/// <param name="P50">The median latency, in microseconds.</param>
/// <param name="P99">What 99 % were answered within, in microseconds.</param>
/// <param name="P999">What 99.9 % were answered within, in microseconds.</param>
internal sealed record LoadResult(
    [property: JsonPropertyName("requests")] long Requests,
    [property: JsonPropertyName("seconds")] double Seconds,
    [property: JsonPropertyName("errors")] long Errors,
    [property: JsonPropertyName("p50")] double P50,
    [property: JsonPropertyName("p99")] double P99,
    [property: JsonPropertyName("p999")] double P999)
{
    [JsonIgnore]
    public double Rate => Requests / Seconds;
}
