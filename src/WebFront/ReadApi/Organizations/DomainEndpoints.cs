using System.Collections.Frozen;
using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Resources;
using Identity.Grains;
using Identity.Grains.State;
using Identity.Storage.Directory.Lists;
using Identity.WebFront.ReadApi.Answers;
using Identity.WebFront.ReadApi.Bodies;
using Identity.WebFront.ReadApi.Requests;

namespace Identity.WebFront.ReadApi.Organizations;

/// <summary>Domains of organizations: of the instance and of one organization.</summary>
internal static class DomainEndpoints
{
    private const string Mode = "enrollment_mode";

    private static readonly string[] Modes =
        ["manual_invitation", "automatic_invitation", "automatic_suggestion", "enterprise_sso"];

    private static readonly FrozenDictionary<string, ResourceOrder> Orders = new Dictionary<string, ResourceOrder>
    {
        ["name"] = ResourceOrder.Name,
        ["created_at"] = ResourceOrder.CreatedAt,
    }.ToFrozenDictionary();

    private static readonly ItemReader<ResourceId, Body> Reader =
        new(GrainStorage.ResourceState, (_, state) => Body.Of(StoredBodies.FindResource(state)));

    public static void MapDomains(this RouteGroupBuilder api)
    {
        api.MapRead("/organization_domains", ListAsync);
        api.MapRead("/organizations/{id}/domains", ListOfOrganizationAsync);
    }

    private static Task<ClerkAnswer> ListAsync(
        HttpRequest request, Lookup lookup, IDirectoryLists lists, CancellationToken cancellationToken) =>
        AnswerAsync(null, request, lookup, lists, cancellationToken);

    private static Task<ClerkAnswer> ListOfOrganizationAsync(
        string id, HttpRequest request, Lookup lookup, IDirectoryLists lists, CancellationToken cancellationToken) =>
        AnswerAsync(id, request, lookup, lists, cancellationToken);

    private static async Task<ClerkAnswer> AnswerAsync(
        string? organizationId,
        HttpRequest request,
        Lookup lookup,
        IDirectoryLists lists,
        CancellationToken cancellationToken)
    {
        var query = new QueryReader(request.Query);
        var (order, part) = query.Page(Orders);
        // The one list that Clerk separates by commas.
        ImmutableArray<string> modes =
            [.. query.Many(Mode).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries))];
        var filter = new ResourceFilter
        {
            Kind = ResourceKind.OrganizationDomain,
            IsVerified = query.Flag("verified"),
            Names = query.Many("domains"),
            Text = query.Text("query"),
            EnrollmentModes = QueryReader.Sign(modes),
        };
        organizationId ??= query.Text("organization_id");
        if (query.Fault is { } wrong) return wrong;
        if (modes.FirstOrDefault(mode => !Modes.Contains(mode.TrimStart('-', '+', ' '))) is { } unknown)
            return ClerkError.BadValue(Mode, unknown, Modes);

        if (organizationId is not null)
        {
            if (await lookup.FindOrganizationAsync(organizationId, cancellationToken) is not { } organization)
                return ClerkError.UnknownOrganization;
            filter = filter with { OrganizationId = organization.Id };
        }

        var page = await lists.ListResourcesAsync(filter, order, part, Reader, cancellationToken);
        return ClerkAnswer.Page([.. page.Items.Select(item => item.Json)], page.Total);
    }
}
