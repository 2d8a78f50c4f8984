using System.Text.Json;

namespace Identity.WebFront.Operators;

/// <summary>Resources as Clerk sent them.</summary>
internal sealed record RawPage(IReadOnlyList<JsonElement> Data);
