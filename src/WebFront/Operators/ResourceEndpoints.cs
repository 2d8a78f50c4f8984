using System.Collections.Immutable;
using System.Text.Json;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;
using Identity.Clerk.Resources;
using Identity.Grains.Directory;
using Identity.Grains.Resources;
using Identity.Grains.Roles;
using Identity.Storage.Directory;
using Identity.WebFront.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace Identity.WebFront.Operators;

/// <summary>
/// <c>/admin/resources</c> and <c>/admin/roles</c>: invitations, domains, waitlist and billing of an owner, and the roles,
/// each as Clerk sent it.
/// </summary>
internal static class ResourceEndpoints
{
    public static void MapResources(this RouteGroupBuilder admin)
    {
        admin.MapGet("/resources", ListAsync)
            .WithSummary("Resources of a kind, newest first, of all or of one user or organization.");
        admin.MapGet("/roles", ListRolesAsync).WithSummary("The live roles and permissions.");
    }

    private static async Task<Results<Ok<RawPage>, ProblemHttpResult>> ListAsync(
        [AsParameters] ResourceQuery query,
        HttpContext context,
        IDirectory directory,
        IGrainFactory grains,
        TimeProvider clock,
        ILogger<OperatorGate> logger,
        CancellationToken cancellationToken)
    {
        if (!query.TryRead(out var kind, out var user, out var organization, out var wrong))
        {
            return OperatorProblems.Invalid(wrong);
        }

        var rows = await ReadAsync(directory, query, kind, user, organization, cancellationToken);
        var bodies = await GrainReads.EachAsync(
            rows, row => grains.GetGrain<IResourceGrain>(row.Id.Value).GetAsync(), clock, cancellationToken);
        var caller = OperatorCaller.Of(context);
        logger.LogResourcesRead(caller.Key, caller.Network, rows.Length, kind.ToString(), user, organization);
        return TypedResults.Ok(new RawPage(Elements(bodies.OfType<RawJson>())));
    }

    private static Task<ImmutableArray<ResourceEntry>> ReadAsync(
        IDirectory directory,
        ResourceQuery query,
        ResourceKind kind,
        UserId? user,
        OrganizationId? organization,
        CancellationToken cancellationToken) =>
        user is { } u ? directory.ResourcesOfUserAsync(kind, u, query.Take, query.Skip, cancellationToken)
        : organization is { } o
            ? directory.ResourcesOfOrganizationAsync(kind, o, query.Take, query.Skip, cancellationToken)
            : directory.ListResourcesAsync(kind, query.Take, query.Skip, cancellationToken);

    private static async Task<Ok<RolesAnswer>> ListRolesAsync(
        IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        var listing = await GrainReads.OneAsync(
            grains.GetGrain<IRoleCatalogGrain>(EntityId.RoleCatalog.Value).ListAsync(), clock, cancellationToken);
        return TypedResults.Ok(new RolesAnswer(Elements(listing.Roles), Elements(listing.Permissions)));
    }

    private static JsonElement[] Elements(IEnumerable<RawJson> bodies) =>
        [.. bodies.Select(body => JsonElement.Parse(body.Bytes.Span))];
}
