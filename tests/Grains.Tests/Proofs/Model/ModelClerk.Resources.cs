using System.Text.Json.Nodes;
using Identity.Clerk.Identifiers;
using Identity.Grains.Events;
using Identity.Testing;

namespace Identity.Grains.Tests.Proofs.Model;

internal sealed partial class ModelClerk
{
    /// <summary>The kinds of resources that are kept by themselves.</summary>
    public static readonly string[] ResourceKinds =
        ["organizationInvitation", "organizationDomain", "waitlistEntry", "subscription", "paymentAttempt"];

    public IReadOnlyList<Row> Resources => [.. Rows.Values.Where(r => ResourceKinds.Contains(r.Kind) && !r.Deleted)];

    public Row Invite(Row organization, Row? inviter) => NewResource("organizationInvitation", "orginv_", id =>
        ClerkResourceJson.Invitation(id, organization.Id, "pending", Now, inviter?.Id));

    public void Accept(Row invitation, Row user) =>
        TellSnapshot("organizationInvitation.accepted", Changed(invitation, data =>
        {
            data["status"] = "accepted";
            data["user_id"] = user.Id;
        }));

    public void Revoke(Row invitation) =>
        TellSnapshot("organizationInvitation.revoked", Changed(invitation, data => data["status"] = "revoked"));

    public Row AddDomain(Row organization) => NewResource("organizationDomain", "orgdmn_", id =>
        ClerkResourceJson.Domain(id, organization.Id, "manual_invitation", Now));

    public void DeleteDomain(Row domain) => Delete(domain, whole: false);

    public Row JoinWaitlist() =>
        NewResource("waitlistEntry", "wle_", id => ClerkResourceJson.WaitlistEntry(id, "pending", Now));

    public Row Subscribe(Row user) => NewResource("subscription", "sub_", id =>
        ClerkResourceJson.Billing("commerce_subscription", id, "active", Now, user.Id));

    public Row Pay(Row organization) => NewResource("paymentAttempt", "pay_", id =>
        ClerkResourceJson.Billing("commerce_payment_attempt", id, "pending", Now, organizationId: organization.Id));

    /// <summary>Any other change of a resource.</summary>
    public void Touch(Row resource, string status)
    {
        var member = resource.Kind == "organizationDomain" ? "enrollment_mode" : "status";
        TellSnapshot($"{resource.Kind}.updated", Changed(resource, data => data[member] = status));
    }

    /// <summary>What the Backend API says of a row now; false for what it has no list of.</summary>
    public bool Fetch(Row row)
    {
        var target = row.Kind switch
        {
            "user" => EntityId.Of(UserId.Parse(row.Id)),
            "organization" => EntityId.Of(OrganizationId.Parse(row.Id)),
            "organizationMembership" => EntityId.Of(UserId.Parse(row.UserId)),
            "role" or "permission" => EntityId.RoleCatalog,
            "organizationInvitation" or "organizationDomain" => EntityId.Of(ResourceId.Parse(row.Id)),
            _ => default(EntityId?),
        };
        if (target is { } id) TellFetched(KindOf(row), row, id);
        return target is not null;
    }

    private static FetchedKind KindOf(Row row) => row.Kind switch
    {
        "user" => FetchedKind.User,
        "organization" => FetchedKind.Organization,
        "organizationMembership" => FetchedKind.Membership,
        "role" => FetchedKind.Role,
        "permission" => FetchedKind.Permission,
        "organizationInvitation" => FetchedKind.OrganizationInvitation,
        _ => FetchedKind.OrganizationDomain,
    };

    private Row NewResource(string kind, string prefix, Func<string, JsonObject> make)
    {
        var id = NewId(prefix);
        Universe.Resources.Add(id);
        var resource = Change(kind, id, make(id));
        TellSnapshot($"{kind}.created", resource);
        return resource;
    }
}
