using System.Text.Json;

namespace Identity.WebFront.Operators;

/// <summary>The live roles and permissions as Clerk sent them.</summary>
internal sealed record RolesAnswer(IReadOnlyList<JsonElement> Roles, IReadOnlyList<JsonElement> Permissions);
