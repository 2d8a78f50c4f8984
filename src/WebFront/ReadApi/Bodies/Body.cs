using Identity.Clerk.Json;

namespace Identity.WebFront.ReadApi.Bodies;

/// <summary>What is answered of one resource.</summary>
internal sealed record Body(RawJson Json)
{
    /// <summary>Nothing of what isn't there.</summary>
    public static Body? Of(RawJson? json) => json is { } found ? new Body(found) : null;
}
