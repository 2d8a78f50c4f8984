using System.Text.Json.Nodes;
using Identity.Grains.Callers;

namespace Identity.Grains.Tests.Proofs.Model;

/// <summary>
/// What readers must see of rows. Written from what Clerk's documents say, and with nothing of the grains' code,
/// because it is what that code is held against.
/// </summary>
internal sealed class RowView
{
    private readonly IReadOnlyDictionary<string, Row> _rows;
    private readonly Universe _universe;
    private readonly View _view = new();

    private RowView(IReadOnlyDictionary<string, Row> rows, Universe universe) => (_rows, _universe) = (rows, universe);

    public static View Of(IReadOnlyDictionary<string, Row> rows, Universe universe)
    {
        var view = new RowView(rows, universe);
        view.AddUsers();
        view.AddOrganizations();
        view.AddMemberships();
        view.AddCatalogue();
        view.AddResources();
        return view._view;
    }

    private void AddUsers()
    {
        foreach (var user in Live("user"))
        {
            _view.Add($"user {user.Id}", user.Data.ToJsonString());
            _view.Add($"listed user {user.Id}", Lines.User(
                (string?)user.Data["first_name"],
                (bool)user.Data["banned"]!,
                ModelClerk.EmailOf(user),
                (long)user.Data["updated_at"]!));
        }

        foreach (var email in _universe.Emails)
        {
            _view.Add($"who has {email}", Lines.List(
                Live("user").Where(u => ModelClerk.EmailOf(u) == email).Select(u => u.Id)));
        }

        foreach (var (session, (user, times)) in _universe.Sessions)
        {
            foreach (var issuedAt in times)
                _view.Add($"caller {user} {session} {issuedAt}", Lines.Caller(Judge(user, session, issuedAt)));
        }
    }

    private CallerDenial Judge(string user, string session, long issuedAt)
    {
        if (Find("user", user) is not { } row) return CallerDenial.UserUnknown;
        var data = Find("session", session)?.Data;
        var denial = (string?)data?["status"] switch
        {
            "ended" => CallerDenial.SessionEnded,
            "revoked" => CallerDenial.SessionRevoked,
            "removed" => CallerDenial.SessionRemoved,
            "pending" when issuedAt * 1000 <= (long)data!["updated_at"]! => CallerDenial.SessionPending,
            _ => CallerDenial.None,
        };
        return denial == CallerDenial.None && (bool)row.Data["banned"]! ? CallerDenial.UserBanned : denial;
    }

    private void AddOrganizations()
    {
        foreach (var organization in Live("organization"))
        {
            var (name, slug) = ((string?)organization.Data["name"], (string?)organization.Data["slug"]);
            _view.Add($"organization {organization.Id}", organization.Data.ToJsonString());
            _view.Add($"listed organization {organization.Id}", Lines.Organization(name, slug));
        }

        foreach (var slug in _universe.Slugs)
        {
            _view.Add($"which is {slug}", Lines.List(
                Live("organization").Where(o => (string)o.Data["slug"]! == slug).Select(o => o.Id)));
        }
    }

    private void AddMemberships()
    {
        var visible = Live("organizationMembership")
            .Where(m => Find("user", m.UserId) is not null && Find("organization", m.OrganizationId) is not null)
            .ToList();
        foreach (var user in _universe.Users)
        {
            _view.Add($"memberships of {user}", Lines.List(visible.Where(m => m.UserId == user).Select(m =>
                Lines.Membership(m.Id, user, m.OrganizationId, (string)m.Data["role"]!))));
            if (Find("user", user) is not { } row || (bool)row.Data["banned"]!) continue;
            foreach (var membership in visible.Where(m => m.UserId == user).DistinctBy(m => m.OrganizationId))
            {
                var slug = (string?)Find("organization", membership.OrganizationId)!.Data["slug"];
                _view.Add($"access of {user} to {membership.OrganizationId}", Lines.Access(
                    slug, (string)membership.Data["role"]!, PermissionsOf(membership)));
            }
        }

        foreach (var organization in _universe.Organizations)
        {
            var members = visible.Where(m => m.OrganizationId == organization);
            _view.Add($"members of {organization}", Lines.List(members.Select(m =>
                Lines.Membership(m.Id, m.UserId, organization, (string)m.Data["role"]!))));
        }
    }

    private IEnumerable<string> PermissionsOf(Row membership)
    {
        var key = (string)membership.Data["role"]!;
        var ofThatKey = _rows.Values.Where(r => r.Kind == "role" && (string)r.Data["key"]! == key).ToList();
        if (ofThatKey.Count == 0)
            return membership.Data["permissions"]!.AsArray().Select(p => (string)p!).Except(Withdrawn());
        return ofThatKey.Find(r => !r.Deleted) is { } role ? PermissionsOfRole(role) : [];
    }

    private IEnumerable<string> PermissionsOfRole(Row role) => role.Data["permissions"]!.AsArray()
        .Select(p => Find("permission", (string)p!["id"]!))
        .OfType<Row>()
        .Select(p => (string)p.Data["key"]!);

    private IEnumerable<string> Withdrawn() => _rows.Values
        .Where(r => r is { Kind: "permission", Deleted: true })
        .Select(r => (string)r.Data["key"]!)
        .Except(Live("permission").Select(p => (string)p.Data["key"]!));

    private void AddCatalogue()
    {
        foreach (var row in Live("role").Concat(Live("permission"))) _view.Add(row.Key, row.Data.ToJsonString());
        foreach (var role in _rows.Values.Where(r => r.Kind == "role").GroupBy(r => (string)r.Data["key"]!))
        {
            var live = role.FirstOrDefault(r => !r.Deleted);
            _view.Add($"permissions of {role.Key}", Lines.Permissions(live is null ? [] : PermissionsOfRole(live)));
        }

        _view.Add("withdrawn", Lines.List(Withdrawn()));
    }

    private void AddResources()
    {
        foreach (var resource in _rows.Values.Where(r => ModelClerk.ResourceKinds.Contains(r.Kind) && !r.Deleted))
        {
            var data = resource.Data;
            _view.Add($"resource {resource.Id}", data.ToJsonString());
            _view.Add($"listed resource {resource.Id}", Lines.Resource(
                resource.Kind,
                (string?)data["status"],
                (string?)(data["organization_id"] ?? data["payer"]?["organization_id"]),
                (string?)(data["user_id"] ?? data["payer"]?["user_id"]),
                (string?)data["inviter_id"],
                (string?)data["email_address"]));
        }
    }

    private IEnumerable<Row> Live(string kind) => _rows.Values.Where(r => r.Kind == kind && !r.Deleted);

    private Row? Find(string kind, string id) =>
        _rows.TryGetValue($"{kind} {id}", out var row) && !row.Deleted ? row : null;
}
