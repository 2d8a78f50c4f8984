using System.Text.Json.Serialization;

namespace Identity.Authentication.Propagation;

/// <summary>
/// What one service says to another about one request: who calls, for whom it is meant, and which request it is about.
/// </summary>
/// <remarks>The payload of a JSON Web Token (RFC 7519), with the names of its registered claims and of Clerk's.</remarks>
internal sealed record CallerAssertion
{
    /// <summary>The service that is called.</summary>
    [JsonPropertyName("aud")] public required string Audience { get; init; }

    /// <summary>When it was signed, unix seconds.</summary>
    [JsonPropertyName("iat")] public required long SignedAt { get; init; }

    /// <summary>Makes each one different.</summary>
    [JsonPropertyName("jti")] public required string Id { get; init; }

    /// <summary>The request's method (as in RFC 9449).</summary>
    [JsonPropertyName("htm")] public required string Method { get; init; }

    /// <summary>SHA-256 of the request's target, path and query as they go over the wire, in base64url.</summary>
    [JsonPropertyName("hth")] public required string TargetHash { get; init; }

    /// <summary>The Clerk instance whose user it is: its issuer.</summary>
    [JsonPropertyName("idp")] public required string Issuer { get; init; }

    [JsonPropertyName("sub")] public required string UserId { get; init; }

    [JsonPropertyName("sid")] public required string SessionId { get; init; }

    [JsonPropertyName("org_id")] public string? OrganizationId { get; init; }

    [JsonPropertyName("act")] public string? ActorId { get; init; }

    /// <summary>When the session token was made, unix seconds; null when there was none.</summary>
    [JsonPropertyName("token_iat")] public long? TokenIssuedAt { get; init; }

    /// <summary>The ages of both factors in minutes, when the session token was made.</summary>
    [JsonPropertyName("fva")] public int[]? FactorVerificationAge { get; init; }

    [JsonPropertyName("pla")] public string? Plan { get; init; }

    /// <summary>The features, separated by commas as in the session token, which is shorter than a list.</summary>
    [JsonPropertyName("fea")] public string? Features { get; init; }

    // Ids of people.
    public override string ToString() => $"CallerAssertion {Id}";
}
