using System.Text.Json.Nodes;
using Identity.Grains.Tests.Proofs.Model;

namespace Identity.Grains.Tests.Proofs;

/// <summary>Histories so small that every order of them can be tried.</summary>
internal static class SmallHistories
{
    private static readonly Dictionary<string, Action<ModelClerk>> Scripts = new()
    {
        ["H1 join, promote, leave, rejoin"] = JoinPromoteLeaveRejoin,
        ["H2 user deleted"] = UserDeleted,
        ["H3 e-mail reused"] = EmailReused,
        ["H4 same tick and second"] = SameTickAndSecond,
        ["sign in, out, and in again"] = SignInOutAndInAgain,
        ["organization deleted"] = OrganizationDeleted,
        ["role changed, deleted and made again"] = RoleMadeAgain,
        ["permission renamed and deleted"] = PermissionRenamedAndDeleted,
        ["invitation accepted"] = InvitationAccepted,
        ["domain deleted"] = DomainDeleted,
    };

    public static IEnumerable<string> Names => Scripts.Keys;

    public static ModelClerk Live(string name)
    {
        var clerk = new ModelClerk();
        Scripts[name](clerk);
        return clerk;
    }

    private static void JoinPromoteLeaveRejoin(ModelClerk clerk)
    {
        var user = clerk.CreateUser("a@northwind.example");
        Wait(clerk);
        clerk.UpdateUser(user, data => data["first_name"] = "Adaeze");
        Wait(clerk);
        var organization = clerk.CreateOrganization("northwind");
        Wait(clerk);
        var membership = clerk.Join(user, organization);
        Wait(clerk);
        membership = clerk.ChangeRole(membership, "org:admin");
        Wait(clerk);
        clerk.Leave(membership);
        Wait(clerk);
        clerk.Join(user, organization);
    }

    private static void UserDeleted(ModelClerk clerk)
    {
        var user = clerk.CreateUser("a@northwind.example");
        Wait(clerk);
        var organization = clerk.CreateOrganization("northwind");
        Wait(clerk);
        var membership = clerk.Join(user, organization);
        Wait(clerk);
        user = clerk.UpdateUser(user, data => data["first_name"] = "Adaeze");
        Wait(clerk);
        clerk.ChangeRole(membership, "org:admin");
        Wait(clerk);
        clerk.DeleteUser(user);
    }

    private static void EmailReused(ModelClerk clerk)
    {
        var user = clerk.CreateUser("a@northwind.example");
        Wait(clerk);
        clerk.DeleteUser(user);
        Wait(clerk);
        clerk.CreateUser("a@northwind.example");
    }

    private static void SameTickAndSecond(ModelClerk clerk)
    {
        var user = clerk.CreateUser("a@northwind.example");
        user = clerk.UpdateUser(user, data => data["first_name"] = "Adaeze");
        Wait(clerk);
        clerk.UpdateUser(user, data => data["first_name"] = "Adaora");
    }

    private static void SignInOutAndInAgain(ModelClerk clerk)
    {
        var user = clerk.CreateUser("a@northwind.example");
        Wait(clerk);
        var session = clerk.SignIn(user);
        Wait(clerk);
        clerk.ChangeSession(session, "revoked");
        Wait(clerk);
        session = clerk.SignIn(user, pending: true, tellsUser: false);
        Wait(clerk);
        clerk.ChangeSession(session, "ended", embeds: true);
    }

    private static void OrganizationDeleted(ModelClerk clerk)
    {
        var user = clerk.CreateUser("a@northwind.example");
        Wait(clerk);
        var organization = clerk.CreateOrganization("northwind");
        Wait(clerk);
        clerk.Join(user, organization);
        Wait(clerk);
        organization = clerk.UpdateOrganization(organization, data => data["slug"] = "southwind");
        Wait(clerk);
        clerk.DeleteOrganization(organization);
        Wait(clerk);
        clerk.CreateOrganization("southwind");
    }

    private static void RoleMadeAgain(ModelClerk clerk)
    {
        var permission = clerk.CreatePermission("org:fixed_1:use");
        Wait(clerk);
        var role = clerk.CreateRole("org:clerk", permission);
        role = clerk.UpdateRole(role);
        Wait(clerk);
        clerk.DeleteRole(role, whole: false);
        Wait(clerk);
        clerk.CreateRole("org:clerk", permission);
        Wait(clerk);
        clerk.DeletePermission(permission, whole: true);
    }

    private static void PermissionRenamedAndDeleted(ModelClerk clerk)
    {
        var kept = clerk.CreatePermission("org:open_1:use");
        var gone = clerk.CreatePermission("org:open_2:use");
        clerk.CreateRole("org:clerk", kept, gone);
        clerk.RenamePermission(kept, "org:renamed:use");
        Wait(clerk);
        clerk.DeletePermission(gone, whole: false);
        clerk.Fetch(kept);
    }

    private static void InvitationAccepted(ModelClerk clerk)
    {
        var user = clerk.CreateUser("a@northwind.example");
        Wait(clerk);
        var organization = clerk.CreateOrganization("northwind");
        Wait(clerk);
        var invitation = clerk.Invite(organization, user);
        var other = clerk.Invite(organization, inviter: null);
        clerk.Accept(invitation, user);
        clerk.Revoke(other);
    }

    private static void DomainDeleted(ModelClerk clerk)
    {
        var organization = clerk.CreateOrganization("northwind");
        var domain = clerk.AddDomain(organization);
        clerk.Touch(domain, "automatic_invitation");
        clerk.Fetch(domain);
        Wait(clerk);
        clerk.DeleteDomain(domain);
        clerk.TellOther("email.created", new JsonObject { ["id"] = "ema_1" });
    }

    // All of it in one second, so that whoever counts in seconds can't tell.
    private static void Wait(ModelClerk clerk) => clerk.Advance(0, 100);
}
