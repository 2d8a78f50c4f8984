using Identity.Grains.Callers;

namespace Identity.WebFront.ForwardAuth;

/// <summary>What a proxy's route asks of a caller.</summary>
internal sealed record Requirement
{
    /// <summary>A caller whom the cluster knows, and no more.</summary>
    public static Requirement Authenticated { get; } = new();

    /// <summary>Whether nobody in particular will do too.</summary>
    public bool Optional { get; init; }

    /// <summary>Roles in the active organization, of which a member must have one: nobody has two.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>Permissions in the active organization, of which a member must have all.</summary>
    public IReadOnlyList<string> Permissions { get; init; } = [];

    /// <summary>Whom the assertion is for; null for the configured audience.</summary>
    public string? Audience { get; init; }

    /// <summary>Whether a known caller, with what they may do in the active organization, meets it.</summary>
    public bool IsMetBy(OrganizationAccess? organization)
    {
        if (Roles.Count == 0 && Permissions.Count == 0) return true;
        return organization is not null
            && (Roles.Count == 0 || Roles.Contains(organization.Role, StringComparer.Ordinal))
            && Permissions.All(organization.Permissions.Contains);
    }
}
