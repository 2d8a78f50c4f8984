using System.Collections.Frozen;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Resources;
using Identity.Grains;
using Identity.Grains.Resources;
using Identity.Grains.State;
using Identity.Storage.Directory.Lists;
using Identity.WebFront.Hosting;
using Identity.WebFront.ReadApi.Answers;
using Identity.WebFront.ReadApi.Bodies;
using Identity.WebFront.ReadApi.Requests;
using Orleans;

namespace Identity.WebFront.ReadApi.Organizations;

/// <summary>Invitations to organizations: of the instance, of one organization, one of them, and those of one user.</summary>
internal static class InvitationEndpoints
{
    private static readonly string[] Statuses = ["pending", "accepted", "revoked", "expired"];

    private static readonly FrozenDictionary<string, ResourceOrder> Orders = new Dictionary<string, ResourceOrder>
    {
        ["created_at"] = ResourceOrder.CreatedAt,
        ["email_address"] = ResourceOrder.EmailAddress,
    }.ToFrozenDictionary();

    public static void MapInvitations(this RouteGroupBuilder api)
    {
        api.MapRead("/organization_invitations", ListAsync);
        api.MapRead("/organizations/{id}/invitations", ListOfOrganizationAsync);
        api.MapRead("/organizations/{id}/invitations/{invitation}", GetAsync);
        api.MapRead("/users/{id}/organization_invitations", ListOfUserAsync);
    }

    private static async Task<ClerkAnswer> ListAsync(
        HttpRequest request, IDirectoryLists lists, TimeProvider clock, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request.Query);
        var filter = Filter(query, clock);
        var (order, part) = query.Page(Orders);
        return query.Fault is { } wrong ? wrong : await AnswerAsync(filter, order, part, lists, cancellationToken);
    }

    private static async Task<ClerkAnswer> ListOfOrganizationAsync(
        string id,
        HttpRequest request,
        Lookup lookup,
        IDirectoryLists lists,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var query = new QueryReader(request.Query);
        var filter = Filter(query, clock);
        var (order, part) = query.Page(Orders);
        if (query.Fault is { } wrong) return wrong;
        if (await lookup.FindOrganizationAsync(id, cancellationToken) is not { } organization)
            return ClerkError.UnknownOrganization;
        return await AnswerAsync(filter with { OrganizationId = organization.Id }, order, part, lists, cancellationToken);
    }

    private static async Task<ClerkAnswer> ListOfUserAsync(
        string id,
        HttpRequest request,
        Lookup lookup,
        IDirectoryLists lists,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var query = new QueryReader(request.Query);
        var filter = new ResourceFilter
        {
            Kind = ResourceKind.OrganizationInvitation,
            Statuses = query.ManyOf("status", Statuses),
            Now = clock.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        var part = query.Newest();
        if (query.Fault is { } wrong) return wrong;
        if (!UserId.TryParse(id, out var user) || await lookup.FindUserAsync(user, cancellationToken) is not { } found)
            return ClerkError.UnknownUser(id);

        _ = UserResource.TryRead(found.Raw.Bytes.Span, out var resource, out _);
        return await AnswerAsync(
            filter with { Person = (resource!.EmailAddresses, user) },
            ResourceOrder.CreatedAt,
            part,
            lists,
            cancellationToken);
    }

    private static async Task<ClerkAnswer> GetAsync(
        string id,
        string invitation,
        Lookup lookup,
        IGrainFactory grains,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (await lookup.FindOrganizationAsync(id, cancellationToken) is not { } organization)
            return ClerkError.UnknownOrganization;
        if (!ResourceId.TryParse(invitation, out var key)
            || await GrainReads.OneAsync(
                grains.GetGrain<IResourceGrain>(key.Value).GetAsync(), clock, cancellationToken) is not { } raw
            || !ClerkResource.TryRead(ResourceKind.OrganizationInvitation, raw.Bytes.Span, out var resource, out _)
            || resource.OrganizationId != organization.Id
            || resource.EmailAddress is null)
        {
            return ClerkError.UnknownInvitation(invitation);
        }

        return ClerkAnswer.Of(InvitationBody.Of(raw, clock.GetUtcNow().ToUnixTimeMilliseconds()));
    }

    private static ResourceFilter Filter(QueryReader query, TimeProvider clock) => new()
    {
        Kind = ResourceKind.OrganizationInvitation,
        Statuses = query.ManyOf("status", Statuses),
        EmailAddress = query.Text("email_address"),
        Text = query.Text("query"),
        Now = clock.GetUtcNow().ToUnixTimeMilliseconds(),
    };

    private static async Task<ClerkAnswer> AnswerAsync(
        ResourceFilter filter,
        ResourceOrder order,
        ListPart part,
        IDirectoryLists lists,
        CancellationToken cancellationToken)
    {
        var page = await lists.ListResourcesAsync(
            filter,
            order,
            part,
            new ItemReader<ResourceId, Body>(
                GrainStorage.ResourceState,
                (_, state) => StoredBodies.FindResource(state) is { } raw
                    ? new Body(InvitationBody.Of(raw, filter.Now))
                    : null),
            cancellationToken);
        return ClerkAnswer.Page([.. page.Items.Select(item => item.Json)], page.Total);
    }
}
