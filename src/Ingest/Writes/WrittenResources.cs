using System.Text.Json;
using Identity.Clerk.Api;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Resources;
using Identity.Grains.Events;
using Identity.Ingest.Listings;
using Identity.Ingest.Reconcile;

namespace Identity.Ingest.Writes;

/// <summary>
/// Finds what an answer to a write tells of an entity. Only what is listed here is merged: anything else may be a secret,
/// such as a token, a link to sign in with or a ticket.
/// </summary>
internal static class WrittenResources
{
    private const string Post = "POST";
    private const string Delete = "DELETE";
    private const string Any = "*";

    /// <summary>Reads an answer that says that the write was done; null when there is nothing to merge in it.</summary>
    /// <param name="write">The write.</param>
    /// <param name="json">The answer's body.</param>
    /// <param name="problem">
    /// Why it can't be understood, though it is of a kind that is merged: names the member and never its value. Else null.
    /// </param>
    public static WrittenResource? Read(BackendApiWrite write, ReadOnlyMemory<byte> json, out string? problem)
    {
        problem = null;
        try
        {
            using var document = JsonDocument.Parse(json);
            var answer = document.RootElement;
            if (answer.ValueKind != JsonValueKind.Object) return null;
            return answer.TryGetProperty("deleted", out var deleted)
                ? deleted.ValueKind == JsonValueKind.True ? Gone(write, Text(answer, "object"), Text(answer, "id")) : null
                : Snapshot(write, Text(answer, "object"), json.Span, out problem);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON, or text that is no Unicode.
            return null;
        }
    }

    private static WrittenResource? Snapshot(
        BackendApiWrite write, string? kind, ReadOnlySpan<byte> json, out string? problem)
    {
        problem = null;
        return kind switch
        {
            "user" => UserResource.TryRead(json, out var user, out problem)
                ? Of(ListedItem.Of(user)) with { IsWhole = Is(write, Post, "users") }
                : null,
            "organization" => OrganizationResource.TryRead(json, out var organization, out problem)
                ? Of(ListedItem.Of(organization))
                : null,
            "organization_membership" => OrganizationMembershipResource.TryRead(json, out var membership, out problem)
                ? Of(membership, write)
                : null,
            "organization_invitation" => Of(
                ResourceKind.OrganizationInvitation, FetchedKind.OrganizationInvitation, json, out problem),
            "organization_domain" => Of(ResourceKind.OrganizationDomain, FetchedKind.OrganizationDomain, json, out problem),
            "role" => RoleResource.TryRead(json, out var role, out problem) ? Of(ListedItem.Of(role)) : null,
            "permission" => PermissionResource.TryRead(json, out var permission, out problem)
                ? Of(ListedItem.Of(permission))
                : null,

            // What else is done to sessions is answered with tokens.
            "session" when Is(write, Post, "sessions") || Is(write, Post, "sessions", Any, "revoke") =>
                SessionResource.TryRead(json, out var session, out problem) ? Of(ListedItem.Of(session)) : null,
            _ => null,
        };
    }

    // A deletion is never undone, so it is believed only where exactly this one was to be deleted.
    private static WrittenResource? Gone(BackendApiWrite write, string? kind, string? id) => kind switch
    {
        "user" when Is(write, Delete, "users", id) && UserId.TryParse(id, out var user) =>
            new WrittenResource(EntityId.Of(user), GoneSnapshots.Of(FetchedKind.User, id)),
        "organization" when Is(write, Delete, "organizations", id) && OrganizationId.TryParse(id, out var organization) =>
            new WrittenResource(EntityId.Of(organization), GoneSnapshots.Of(FetchedKind.Organization, id)),
        "organization_domain" when Is(write, Delete, "organizations", Any, "domains", id)
            && ResourceId.TryParse(id, out var domain) =>
            new WrittenResource(EntityId.Of(domain), GoneSnapshots.Of(FetchedKind.OrganizationDomain, id)),
        "role" when Is(write, Delete, "organization_roles", id) && RoleId.TryParse(id, out _) =>
            new WrittenResource(EntityId.RoleCatalog, GoneSnapshots.Of(FetchedKind.Role, id)),
        "permission" when Is(write, Delete, "organization_permissions", id) && PermissionId.TryParse(id, out _) =>
            new WrittenResource(EntityId.RoleCatalog, GoneSnapshots.Of(FetchedKind.Permission, id)),
        _ => null,
    };

    // Clerk answers the end of a membership with the membership as it was last.
    private static WrittenResource? Of(OrganizationMembershipResource membership, BackendApiWrite write)
    {
        var written = Of(ListedItem.Of(membership));
        if (write.Method != Delete) return written;
        return Is(write, Delete, "organizations", Any, "memberships", membership.UserId.Value)
            ? written with { Snapshot = written.Snapshot with { IsGone = true } }
            : null;
    }

    private static WrittenResource? Of(
        ResourceKind kind, FetchedKind fetched, ReadOnlySpan<byte> json, out string? problem) =>
        ClerkResource.TryRead(kind, json, out var resource, out problem) ? Of(ListedItem.Of(resource, fetched)) : null;

    private static WrittenResource Of(ListedItem item) => new(item.Entity, item.Snapshot);

    private static bool Is(BackendApiWrite write, string method, params ReadOnlySpan<string?> path)
    {
        var segments = write.Target.Segments;
        if (write.Method != method || segments.Length != path.Length) return false;
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] != Any && path[i] != segments[i]) return false;
        }

        return true;
    }

    private static string? Text(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
