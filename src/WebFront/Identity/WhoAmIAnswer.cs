using System.Text.Json.Serialization;

namespace Identity.WebFront.Identity;

/// <summary>Who the caller is, in ids only.</summary>
/// <param name="Authenticated">Whether there is a valid session.</param>
/// <param name="UserId">The user; left out when there is none.</param>
/// <param name="SessionId">The session; left out when there is none.</param>
/// <param name="OrganizationId">The active organization, if the caller is its member; left out when there is none.</param>
internal sealed record WhoAmIAnswer(
    bool Authenticated,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? UserId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SessionId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? OrganizationId);
