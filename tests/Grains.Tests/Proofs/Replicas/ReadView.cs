using System.Text;
using System.Text.Json;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;
using Identity.Grains.Callers;
using Identity.Grains.Tests.Proofs.Model;

namespace Identity.Grains.Tests.Proofs.Replicas;

/// <summary>Asks all that readers may ask of what was merged.</summary>
internal static class ReadView
{
    private static readonly SessionId NoSession = SessionId.Parse("sess_unheard_of");

    public static View Of(IReadSide reads, Universe universe)
    {
        var view = new View();
        AddUsers(view, reads, universe);
        AddOrganizations(view, reads, universe);
        AddMemberships(view, reads, universe);
        AddCatalogue(view, reads);
        AddResources(view, reads, universe);
        return view;
    }

    private static void AddUsers(View view, IReadSide reads, Universe universe)
    {
        foreach (var id in universe.Users) view.Add($"user {id}", Text(reads.User(UserId.Parse(id))));
        foreach (var row in reads.Directory.Users)
        {
            view.Add($"listed user {row.Id}", Lines.User(
                row.FirstName, row.Banned, string.Join(' ', row.EmailAddresses), row.UpdatedAt));
        }

        foreach (var email in universe.Emails)
        {
            view.Add($"who has {email}", Lines.List(
                reads.Directory.Users.Where(u => u.EmailAddresses.Contains(email)).Select(u => u.Id.Value)));
        }

        foreach (var (session, (user, times)) in universe.Sessions)
        {
            foreach (var issuedAt in times)
            {
                var query = new CallerQuery(SessionId.Parse(session), issuedAt, OrganizationId: null);
                var denial = reads.Resolve(UserId.Parse(user), query).Denial;
                view.Add($"caller {user} {session} {issuedAt}", Lines.Caller(denial));
            }
        }
    }

    private static void AddOrganizations(View view, IReadSide reads, Universe universe)
    {
        foreach (var id in universe.Organizations)
            view.Add($"organization {id}", Text(reads.Organization(OrganizationId.Parse(id)).Snapshot?.Raw));
        foreach (var row in reads.Directory.Organizations)
            view.Add($"listed organization {row.Id}", Lines.Organization(row.Name, row.Slug));
        foreach (var slug in universe.Slugs)
        {
            view.Add($"which is {slug}", Lines.List(
                reads.Directory.Organizations.Where(o => o.Slug == slug).Select(o => o.Id.Value)));
        }
    }

    private static void AddMemberships(View view, IReadSide reads, Universe universe)
    {
        var edges = reads.Directory.Memberships.ToList();
        foreach (var user in universe.Users)
        {
            view.Add($"memberships of {user}", Lines.List(edges.Where(m => m.UserId.Value == user).Select(m =>
                Lines.Membership(m.Id.Value, user, m.OrganizationId.Value, m.Role))));
            foreach (var organization in universe.Organizations)
            {
                var query = new CallerQuery(NoSession, IssuedAt: 0, OrganizationId.Parse(organization));
                if (reads.Resolve(UserId.Parse(user), query).Organization is not { } access) continue;
                view.Add(
                    $"access of {user} to {organization}", Lines.Access(access.Slug, access.Role, access.Permissions));
            }
        }

        foreach (var organization in universe.Organizations)
        {
            view.Add($"members of {organization}", Lines.List(
                edges.Where(m => m.OrganizationId.Value == organization).Select(m =>
                    Lines.Membership(m.Id.Value, m.UserId.Value, organization, m.Role))));
        }
    }

    private static void AddCatalogue(View view, IReadSide reads)
    {
        foreach (var role in reads.RoleListing.Roles) view.Add($"role {IdOf(role)}", Text(role));
        foreach (var permission in reads.RoleListing.Permissions)
            view.Add($"permission {IdOf(permission)}", Text(permission));
        foreach (var (key, permissions) in reads.Roles.Permissions)
            view.Add($"permissions of {key}", Lines.Permissions(permissions));
        view.Add("withdrawn", Lines.List(reads.Roles.Withdrawn));
    }

    private static void AddResources(View view, IReadSide reads, Universe universe)
    {
        foreach (var id in universe.Resources) view.Add($"resource {id}", Text(reads.Resource(ResourceId.Parse(id))));
        foreach (var row in reads.Directory.Resources)
        {
            view.Add($"listed resource {row.Id}", Lines.Resource(
                JsonNamingPolicy.CamelCase.ConvertName(row.Kind.ToString()),
                row.Status,
                row.OrganizationId?.Value,
                row.UserId?.Value,
                row.InviterId?.Value,
                row.EmailAddress));
        }
    }

    private static string? Text(RawJson? json) => json is { } raw ? Encoding.UTF8.GetString(raw.Bytes.Span) : null;

    private static string IdOf(RawJson json)
    {
        using var document = JsonDocument.Parse(json.Bytes);
        return document.RootElement.GetProperty("id").GetString()!;
    }
}
