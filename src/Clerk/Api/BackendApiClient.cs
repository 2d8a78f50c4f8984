using System.Diagnostics.CodeAnalysis;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Keys;
using Identity.Clerk.Resources;

namespace Identity.Clerk.Api;

/// <summary>
/// The part of Clerk's Backend API that is needed: one user or organization, for what no webhook has told of, and the
/// lists, for what webhooks told before this cluster was there or never did. Never tries again by itself.
/// </summary>
/// <remarks>
/// Every method throws <see cref="BackendApiException"/> for an answer that isn't what was asked for, or none, and
/// <see cref="OperationCanceledException"/> if its token was cancelled.
/// </remarks>
/// <param name="http">
/// Its <see cref="HttpClient.BaseAddress"/> is <c>CLERK_API_URL</c>; without one, Clerk's own address is used. It
/// shouldn't follow redirects.
/// </param>
/// <param name="key">The instance's secret key.</param>
public sealed class BackendApiClient(HttpClient http, SecretKey key)
{
    internal const string VersionHeader = "Clerk-API-Version";

    /// <summary>The version of the API whose shapes are read here.</summary>
    internal const string Version = "2025-11-10";

    /// <summary>The most users that can be asked for by their ids at once.</summary>
    public const int MaxIds = 100;

    private readonly BackendApiReads _reads = new(new BackendApiConnection(http, key));

    /// <summary>The instance that the key opens (<c>GET /v1/jwks</c>: a key's <c>kid</c> is its instance's id).</summary>
    /// <returns>The instance; null if no key is named after one.</returns>
    public async Task<InstanceId?> GetInstanceAsync(CancellationToken ct)
    {
        var keys = await _reads.DocumentAsync("v1/jwks", BackendApiDocuments.KeyIds, ct);
        foreach (var key in keys)
        {
            if (InstanceId.TryParse(key, out var instance)) return instance;
        }

        return null;
    }

    /// <summary>How many users the instance has (<c>GET /v1/users/count</c>).</summary>
    public async Task<long> CountUsersAsync(CancellationToken ct) =>
        await _reads.DocumentAsync("v1/users/count", BackendApiDocuments.TotalCount, ct)
        ?? throw new BackendApiException("Clerk's Backend API answered with something that isn't a count.");

    /// <summary>Fetches a user (<c>GET /v1/users/{id}</c>).</summary>
    /// <returns>The user; null if Clerk says that there is none (404).</returns>
    public Task<UserResource?> GetUserAsync(UserId id, CancellationToken ct) =>
        _reads.OneAsync<UserResource>($"v1/users/{id.Value}", UserResource.TryRead, user => user.Id == id, ct);

    /// <summary>Lists all users (<c>GET /v1/users</c>).</summary>
    public Task<ResourcePage<UserResource>> ListUsersAsync(PageRequest page, CancellationToken ct) =>
        _reads.PageAsync<UserResource>($"v1/users?{page.ToQuery()}", UserResource.TryRead, ct);

    /// <summary>Fetches several users at once (<c>GET /v1/users?user_id=…</c>), in no particular order.</summary>
    /// <param name="ids">From 1 to 100; those that Clerk doesn't know are left out of the answer.</param>
    /// <param name="ct">Cancels the request.</param>
    public Task<ResourcePage<UserResource>> ListUsersAsync(IReadOnlyCollection<UserId> ids, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentOutOfRangeException.ThrowIfZero(ids.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Count, MaxIds);
        var query = string.Concat(ids.Select(id => $"user_id={id.Value}&"));
        return _reads.PageAsync<UserResource>($"v1/users?{query}limit={MaxIds}", UserResource.TryRead, ct);
    }

    /// <summary>Fetches an organization (<c>GET /v1/organizations/{id}</c>).</summary>
    /// <returns>The organization; null if Clerk says that there is none (404).</returns>
    public Task<OrganizationResource?> GetOrganizationAsync(OrganizationId id, CancellationToken ct) =>
        _reads.OneAsync<OrganizationResource>(
            $"v1/organizations/{id.Value}", OrganizationResource.TryRead, organization => organization.Id == id, ct);

    /// <summary>Lists all organizations (<c>GET /v1/organizations</c>).</summary>
    public Task<ResourcePage<OrganizationResource>> ListOrganizationsAsync(PageRequest page, CancellationToken ct) =>
        _reads.PageAsync<OrganizationResource>(
            $"v1/organizations?{page.ToQuery()}", OrganizationResource.TryRead, ct);

    /// <summary>Lists all memberships of all organizations (<c>GET /v1/organization_memberships</c>).</summary>
    public Task<ResourcePage<OrganizationMembershipResource>> ListMembershipsAsync(
        PageRequest page,
        CancellationToken ct) =>
        _reads.PageAsync<OrganizationMembershipResource>(
            $"v1/organization_memberships?{page.ToQuery()}", OrganizationMembershipResource.TryRead, ct);

    /// <summary>Lists one user's memberships (<c>GET /v1/users/{id}/organization_memberships</c>).</summary>
    /// <returns>The page; null if Clerk says that there is no such user (404).</returns>
    public Task<ResourcePage<OrganizationMembershipResource>?> ListMembershipsAsync(
        UserId id,
        PageRequest page,
        CancellationToken ct) =>
        _reads.PageOrNoneAsync<OrganizationMembershipResource>(
            $"v1/users/{id.Value}/organization_memberships?{page.ToQuery()}",
            OrganizationMembershipResource.TryRead,
            ct);

    /// <summary>Lists the instance's roles (<c>GET /v1/organization_roles</c>).</summary>
    public Task<ResourcePage<RoleResource>> ListRolesAsync(PageRequest page, CancellationToken ct) =>
        _reads.PageAsync<RoleResource>($"v1/organization_roles?{page.ToQuery()}", RoleResource.TryRead, ct);

    /// <summary>Lists the instance's permissions (<c>GET /v1/organization_permissions</c>).</summary>
    public Task<ResourcePage<PermissionResource>> ListPermissionsAsync(PageRequest page, CancellationToken ct) =>
        _reads.PageAsync<PermissionResource>(
            $"v1/organization_permissions?{page.ToQuery()}", PermissionResource.TryRead, ct);

    /// <summary>Lists all invitations to organizations (<c>GET /v1/organization_invitations</c>).</summary>
    public Task<ResourcePage<ClerkResource>> ListInvitationsAsync(PageRequest page, CancellationToken ct) =>
        _reads.PageAsync(
            $"v1/organization_invitations?{page.ToQuery()}", Reader(ResourceKind.OrganizationInvitation), ct);

    /// <summary>Lists all domains of organizations (<c>GET /v1/organization_domains</c>).</summary>
    public Task<ResourcePage<ClerkResource>> ListDomainsAsync(PageRequest page, CancellationToken ct) =>
        _reads.PageAsync($"v1/organization_domains?{page.ToQuery()}", Reader(ResourceKind.OrganizationDomain), ct);

    private static ResourcePageReader.ItemReader<ClerkResource> Reader(ResourceKind kind) =>
        (json, [NotNullWhen(true)] out resource, [NotNullWhen(false)] out error) =>
            ClerkResource.TryRead(kind, json, out resource, out error);
}
