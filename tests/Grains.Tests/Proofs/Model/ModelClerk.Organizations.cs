using System.Text.Json.Nodes;
using Identity.Testing;

namespace Identity.Grains.Tests.Proofs.Model;

internal sealed partial class ModelClerk
{
    public IReadOnlyList<Row> Organizations => [.. Live("organization")];

    /// <summary>The memberships that count: user and organization exist.</summary>
    public IReadOnlyList<Row> Memberships =>
    [
        .. Live("organizationMembership")
            .Where(m => Exists("user", m.UserId) && Exists("organization", m.OrganizationId)),
    ];

    /// <summary>An organization with a slug that no other has now.</summary>
    public Row CreateOrganization(string slug)
    {
        var id = NewId("org_");
        Universe.Organizations.Add(id);
        Universe.Slugs.Add(slug);
        var organization = Change("organization", id, ClerkEventJson.Organization(id, Now, $"Made at {Now}", slug));
        TellSnapshot("organization.created", organization);
        return organization;
    }

    public Row UpdateOrganization(Row organization, Action<JsonObject> change)
    {
        var changed = Changed(organization, change);
        Universe.Slugs.Add((string)changed.Data["slug"]!);
        TellSnapshot("organization.updated", changed);
        return changed;
    }

    /// <summary>Deletes an organization; Clerk may or may not tell of each membership.</summary>
    public void DeleteOrganization(Row organization, bool tellMemberships = false)
    {
        foreach (var membership in Memberships.Where(m => m.OrganizationId == organization.Id && tellMemberships))
            Leave(membership);
        Delete(organization, whole: false);
    }

    public Row Join(Row user, Row organization, string role = "org:member")
    {
        var id = NewId("orgmem_");
        var data = ClerkEventJson.Membership(id, user.Id, organization.Id, role, Now);
        data["created_at"] = Now;
        data["permissions"] = PermissionsToTell(role);
        var membership = Change("organizationMembership", id, data);
        TellSnapshot("organizationMembership.created", membership);
        return membership;
    }

    public Row ChangeRole(Row membership, string role)
    {
        var changed = Changed(membership, data =>
        {
            data["role"] = role;
            data["permissions"] = PermissionsToTell(role);
        });
        TellSnapshot("organizationMembership.updated", changed);
        return changed;
    }

    /// <summary>The deletion carries the whole membership with its old <c>updated_at</c>.</summary>
    public void Leave(Row membership) => Delete(membership, whole: true);

    private bool Exists(string kind, string id) => Rows.TryGetValue($"{kind} {id}", out var row) && !row.Deleted;

    // What Clerk says on the membership: what the role grants now.
    private JsonArray PermissionsToTell(string role)
    {
        var custom = Live("role").FirstOrDefault(r => (string)r.Data["key"]! == role);
        var keys = custom is not null ? PermissionKeysOf(custom) : BuiltInPermissions(role);
        return new JsonArray([.. keys.Select(k => (JsonNode)k)]);
    }
}
