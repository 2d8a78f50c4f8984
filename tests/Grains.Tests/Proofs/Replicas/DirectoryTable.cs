using Identity.Grains.Directory;

namespace Identity.Grains.Tests.Proofs.Replicas;

/// <summary>The directory's rows, under the rule of the real one: none replaces one of a higher revision.</summary>
internal sealed class DirectoryTable
{
    private readonly SortedDictionary<string, UserEntry> _users = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, OrganizationEntry> _organizations = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, MembershipEntry> _memberships = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ResourceEntry> _resources = new(StringComparer.Ordinal);

    public IEnumerable<UserEntry> Users => _users.Values.Where(u => !u.Deleted);

    public IEnumerable<OrganizationEntry> Organizations => _organizations.Values.Where(o => !o.Deleted);

    public IEnumerable<ResourceEntry> Resources => _resources.Values.Where(r => !r.Deleted);

    /// <summary>Edges of which neither end is deleted; of two between the same ends the later one.</summary>
    public IEnumerable<MembershipEntry> Memberships => _memberships.Values
        .Where(m => !m.Deleted && !IsDeleted(m))
        .GroupBy(m => (m.UserId, m.OrganizationId))
        .Select(edges => edges.OrderBy(m => m.CreatedAt).ThenBy(m => m.Id.Value, StringComparer.Ordinal).Last());

    public void Write(DirectoryEntries entries)
    {
        if (entries.User is { } user) Put(_users, user.Id.Value, user, u => u.Revision);
        if (entries.Organization is { } organization)
            Put(_organizations, organization.Id.Value, organization, o => o.Revision);
        if (entries.Resource is { } resource) Put(_resources, resource.Id.Value, resource, r => r.Revision);
        foreach (var membership in entries.Memberships)
            Put(_memberships, membership.Id.Value, membership, m => m.Revision);
    }

    private static void Put<TEntry>(
        SortedDictionary<string, TEntry> rows, string id, TEntry row, Func<TEntry, long> revision)
    {
        if (!rows.TryGetValue(id, out var known) || revision(row) >= revision(known)) rows[id] = row;
    }

    private bool IsDeleted(MembershipEntry edge) =>
        (_users.TryGetValue(edge.UserId.Value, out var user) && user.Deleted)
        || (_organizations.TryGetValue(edge.OrganizationId.Value, out var organization) && organization.Deleted);
}
