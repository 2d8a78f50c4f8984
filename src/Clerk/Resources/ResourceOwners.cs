using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;

namespace Identity.Clerk.Resources;

/// <summary>
/// Finds whom a resource belongs to: itself it names an organization and a user, and its payer or its description of
/// the organization may too. One that names two different ones is refused.
/// </summary>
/// <param name="path">What the resource is called in a problem.</param>
internal struct ResourceOwners(string path)
{
    private static readonly JsonMembers Payer = new("user_id", "organization_id");
    private static readonly JsonMembers PublicOrganizationData = new("id");

    private OrganizationId? _describedOrganization;
    private OrganizationId? _payingOrganization;
    private UserId? _payingUser;
    private OrganizationId? _organization;
    private UserId? _user;

    /// <summary>The organization that it belongs to, or that pays.</summary>
    public readonly OrganizationId? Organization => _organization ?? _payingOrganization ?? _describedOrganization;

    /// <summary>The user that it names, or who pays.</summary>
    public readonly UserId? User => _user ?? _payingUser;

    /// <summary>Takes what it needs of the member at hand.</summary>
    public void Read(ref JsonObjectCursor cursor)
    {
        switch (cursor.Member)
        {
            case "organization_id": _organization = cursor.IdOrNull<OrganizationId>(); break;
            case "user_id": _user = cursor.IdOrNull<UserId>(); break;
            case "payer" when !cursor.IsNull: ReadPayer(ref cursor); break;
            case "public_organization_data" when !cursor.IsNull: ReadOrganization(ref cursor); break;
        }
    }

    /// <summary>Notes a problem if two of the ids contradict each other.</summary>
    public readonly void Finish(ref JsonObjectCursor cursor)
    {
        if (Differ(_organization, _payingOrganization))
            cursor.Adopt($"{path}.payer.organization_id: another organization than the resource's");
        if (Differ(_organization, _describedOrganization))
            cursor.Adopt($"{path}.public_organization_data.id: another organization than the resource's");
        if (Differ(_user, _payingUser)) cursor.Adopt($"{path}.payer.user_id: another user than the resource's");
    }

    private static bool Differ<TId>(TId? one, TId? other)
        where TId : struct, IEquatable<TId> =>
        one is { } first && other is { } second && !first.Equals(second);

    private void ReadPayer(ref JsonObjectCursor cursor)
    {
        var payer = new JsonObjectCursor(cursor.Object(), Payer, $"{path}.payer");
        while (payer.Next())
        {
            if (payer.Member == "user_id") _payingUser = payer.IdOrNull<UserId>();
            else _payingOrganization = payer.IdOrNull<OrganizationId>();
        }

        cursor.Adopt(payer.Problem);
    }

    private void ReadOrganization(ref JsonObjectCursor cursor)
    {
        var organization =
            new JsonObjectCursor(cursor.Object(), PublicOrganizationData, $"{path}.public_organization_data");
        while (organization.Next()) _describedOrganization = organization.IdOrNull<OrganizationId>();
        cursor.Adopt(organization.Problem);
    }
}
