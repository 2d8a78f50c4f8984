using System.Text.Json.Nodes;

namespace Identity.Grains.Tests.Proofs.Model;

internal sealed partial class ModelClerk
{
    private const int MostUsers = 3;
    private const int MostOrganizations = 2;
    private static readonly string[] Emails = [.. "abcd".Select(c => $"{c}@northwind.example")];
    private static readonly string[] Slugs = ["northwind", "southwind", "fabrikam"];
    private static readonly string[] RoleKeys = ["org:clerk", "org:auditor"];
    private static readonly string[] SessionEnds = ["ended", "revoked", "removed", "pending"];

    /// <summary>Lets a history happen from the beginning.</summary>
    public static ModelClerk Live(
        IReadOnlyList<Step> steps, Action<ModelClerk>? afterEach = null, string? instance = null)
    {
        var clerk = instance is null ? new ModelClerk() : new ModelClerk(instance);
        for (var i = 0; i < steps.Count; i++)
        {
            var step = steps[i];
            clerk.Advance(i, step.Tick);
            (clerk.Lag, clerk.Seconds) = (step.Lag, step.Seconds);
            clerk.Do(step);
            afterEach?.Invoke(clerk);
        }

        return clerk;
    }

    private void Do(Step step)
    {
        var (who, what) = (step.Who, step.What);
        switch (step.Act)
        {
            case Act.CreateUser when Users.Count < MostUsers && FreeEmail(what) is { } email:
                CreateUser(email);
                break;
            case Act.UpdateUser when Pick(Users, who) is { } user:
                UpdateUser(user, data => data["first_name"] = $"Renamed {_step}");
                break;
            case Act.BanUser when Pick(Users, who) is { } user:
                UpdateUser(user, data => data["banned"] = !(bool)data["banned"]!);
                break;
            case Act.ChangeEmail when Pick(Users, who) is { } user && FreeEmail(what) is { } email:
                UpdateUser(user, data => data["email_addresses"]![0]!["email_address"] = email);
                break;
            case Act.DeleteUser when Pick(Users, who) is { } user:
                DeleteUser(user, tellMemberships: what % 2 == 0);
                break;
            case Act.SignIn when Pick(Users, who) is { } user:
                SignIn(user, what % 5 == 4, embeds: what % 3 != 2, lags: what % 9 == 4, tellsUser: what % 2 == 0);
                break;
            case Act.ChangeSession when Pick(Sessions, who) is { } session && Exists("user", session.UserId):
                var status = SessionEnds[what % SessionEnds.Length];
                ChangeSession(session, status, embeds: what % 3 == 0, lags: what % 2 == 0);
                break;
            default:
                DoInOrganizations(step);
                break;
        }
    }

    private void DoInOrganizations(Step step)
    {
        var (who, what) = (step.Who, step.What);
        switch (step.Act)
        {
            case Act.CreateOrganization when Organizations.Count < MostOrganizations && FreeSlug(what) is { } slug:
                CreateOrganization(slug);
                break;
            case Act.UpdateOrganization when Pick(Organizations, who) is { } organization:
                UpdateOrganization(organization, data => data["name"] = $"Renamed {_step}");
                break;
            case Act.ChangeSlug when Pick(Organizations, who) is { } organization && FreeSlug(what) is { } slug:
                UpdateOrganization(organization, data => data["slug"] = slug);
                break;
            case Act.DeleteOrganization when Pick(Organizations, who) is { } organization:
                DeleteOrganization(organization, tellMemberships: what % 2 == 0);
                break;
            case Act.Join when Pick(Users, who) is { } user && Pick(Organizations, what) is { } organization
                && !Memberships.Any(m => m.UserId == user.Id && m.OrganizationId == organization.Id):
                Join(user, organization, RoleKey(what));
                break;
            case Act.ChangeRole when Pick(Memberships, who) is { } membership:
                ChangeRole(membership, RoleKey(what));
                break;
            case Act.Leave when Pick(Memberships, who) is { } membership:
                Leave(membership);
                break;
            default:
                DoInCatalogue(step);
                break;
        }
    }

    private void DoInCatalogue(Step step)
    {
        var (who, what) = (step.Who, step.What);
        switch (step.Act)
        {
            case Act.CreateRole when Free(RoleKeys, Roles.Select(r => (string)r.Data["key"]!), who) is { } key:
                CreateRole(key, Some(Permissions, what));
                break;
            case Act.UpdateRole when Pick(Roles, who) is { } role:
                UpdateRole(role, Some(Permissions, what));
                break;
            case Act.DeleteRole when Pick(Roles, who) is { } role:
                DeleteRole(role, whole: what % 2 == 0);
                break;
            case Act.CreatePermission when FreePermission(what) is { } key:
                CreatePermission(key);
                break;
            case Act.RenamePermission when Pick(Renamable, who) is { } permission:
                RenamePermission(permission, $"org:renamed_{_step}:use");
                break;
            case Act.DeletePermission when Pick(Permissions, who) is { } permission:
                DeletePermission(permission, whole: what % 2 == 0);
                break;
            default:
                DoToResources(step);
                break;
        }
    }

    private void DoToResources(Step step)
    {
        var (who, what) = (step.Who, step.What);
        switch (step.Act)
        {
            case Act.CreateResource:
                CreateResource(who, what);
                break;
            case Act.ChangeResource when Pick(Resources, who) is { } resource:
                if (resource.Kind != "organizationInvitation") Touch(resource, $"changed_{_step}");
                else if (Pick(Users, what) is { } user) Accept(resource, user);
                else Revoke(resource);
                break;
            case Act.DeleteDomain when Pick([.. Live("organizationDomain")], who) is { } domain:
                DeleteDomain(domain);
                break;
            case Act.Fetch when Pick(Fetchable, (who * 30) + what) is { } row:
                Fetch(row);
                break;
            case Act.Other:
                var unknown = new JsonObject { ["id"] = $"ema_{_step}", ["updated_at"] = Now };
                TellOther(what % 2 == 0 ? "email.created" : "user.of_a_later_year", unknown);
                break;
        }
    }

    private void CreateResource(int who, int what)
    {
        var organization = Pick(Organizations, who);
        var user = Pick(Users, who);
        switch (what % 5)
        {
            case 0 when organization is not null: Invite(organization, user); break;
            case 1 when organization is not null: AddDomain(organization); break;
            case 2: JoinWaitlist(); break;
            case 3 when user is not null: Subscribe(user); break;
            case 4 when organization is not null: Pay(organization); break;
        }
    }

    private static Row? Pick(IReadOnlyList<Row> rows, int which) => rows.Count == 0 ? null : rows[which % rows.Count];

    private static IEnumerable<Row> Some(IReadOnlyList<Row> rows, int which) =>
        rows.Where((_, i) => (which >> i) % 2 == 0);

    private static string? Free(string[] pool, IEnumerable<string> taken, int which) =>
        pool.Except(taken).ToList() is { Count: > 0 } free ? free[which % free.Count] : null;

    private IReadOnlyList<Row> Renamable => [.. Permissions.Where(p => !IsFixed((string)p.Data["key"]!))];

    // The gone ones too: Clerk answers that it doesn't know them.
    private IReadOnlyList<Row> Fetchable =>
    [
        .. Users, .. Organizations, .. Memberships, .. Roles, .. Permissions, .. Resources,
        .. Rows.Values.Where(r => r.Deleted),
    ];

    private string? FreeEmail(int which) => Free(Emails, Users.Select(EmailOf), which);

    private string? FreeSlug(int which) => Free(Slugs, Organizations.Select(o => (string)o.Data["slug"]!), which);

    private string? FreePermission(int which) => Free(
        ["org:fixed_1:use", "org:fixed_2:use", "org:open_1:use", "org:open_2:use"],
        Permissions.Select(p => (string)p.Data["key"]!), which);

    private string RoleKey(int which)
    {
        string[] keys = [.. BuiltInRoles, .. Roles.Select(r => (string)r.Data["key"]!)];
        return keys[which % keys.Length];
    }
}
