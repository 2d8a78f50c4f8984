using System.Collections.Frozen;
using Identity.Clerk.Identifiers;
using Identity.Grains;
using Identity.Grains.Directory;
using Identity.Storage.Directory.Lists;
using Identity.WebFront.ReadApi.Answers;
using Identity.WebFront.ReadApi.Requests;
using Identity.WebFront.ReadApi.Users;

namespace Identity.WebFront.ReadApi.Organizations;

/// <summary>Memberships of the whole instance, of one organization and of one user.</summary>
internal static class MembershipEndpoints
{
    private static readonly FrozenDictionary<string, MembershipOrder> Orders = new Dictionary<string, MembershipOrder>
    {
        ["phone_number"] = MembershipOrder.PhoneNumber,
        ["email_address"] = MembershipOrder.EmailAddress,
        ["created_at"] = MembershipOrder.CreatedAt,
        ["first_name"] = MembershipOrder.FirstName,
        ["last_name"] = MembershipOrder.LastName,
        ["username"] = MembershipOrder.Username,
    }.ToFrozenDictionary();

    private static readonly ItemReader<MembershipEntry, StoredMembership> Reader =
        new(GrainStorage.UserState, StoredMembership.Find);

    public static void MapMemberships(this RouteGroupBuilder api)
    {
        api.MapRead("/organization_memberships", ListAsync);
        api.MapRead("/organizations/{id}/memberships", ListOfOrganizationAsync);
        api.MapRead("/users/{id}/organization_memberships", ListOfUserAsync);
    }

    private static async Task<ClerkAnswer> ListAsync(
        HttpRequest request, IDirectoryLists lists, MembershipBodies bodies, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request.Query);
        var (order, part) = query.Page(Orders);
        return query.Fault is { } wrong
            ? wrong
            : await AnswerAsync(new MembershipFilter(), order, part, lists, bodies, cancellationToken);
    }

    private static async Task<ClerkAnswer> ListOfOrganizationAsync(
        string id,
        HttpRequest request,
        Lookup lookup,
        IDirectoryLists lists,
        MembershipBodies bodies,
        CancellationToken cancellationToken)
    {
        var query = new QueryReader(request.Query);
        var (order, part) = query.Page(Orders);
        var filter = new MembershipFilter
        {
            Roles = query.Many("role"),
            CreatedAt = query.Window("created_at"),
            Users = UserQuery.Member(query),
        };
        if (query.Fault is { } wrong) return wrong;
        if (await lookup.FindOrganizationAsync(id, cancellationToken) is not { } organization)
            return ClerkError.UnknownOrganization;
        return await AnswerAsync(
            filter with { OrganizationId = organization.Id }, order, part, lists, bodies, cancellationToken);
    }

    private static async Task<ClerkAnswer> ListOfUserAsync(
        string id,
        HttpRequest request,
        Lookup lookup,
        IDirectoryLists lists,
        MembershipBodies bodies,
        CancellationToken cancellationToken)
    {
        var query = new QueryReader(request.Query);
        var part = query.Newest();
        if (query.Fault is { } wrong) return wrong;
        if (!UserId.TryParse(id, out var user) || await lookup.FindUserAsync(user, cancellationToken) is null)
            return ClerkError.UnknownUser(id);
        return await AnswerAsync(
            new MembershipFilter { UserId = user }, MembershipOrder.CreatedAt, part, lists, bodies, cancellationToken);
    }

    private static async Task<ClerkAnswer> AnswerAsync(
        MembershipFilter filter,
        MembershipOrder order,
        ListPart part,
        IDirectoryLists lists,
        MembershipBodies bodies,
        CancellationToken cancellationToken)
    {
        var page = await lists.ListMembershipsAsync(filter, order, part, Reader, cancellationToken);
        return ClerkAnswer.Page(await bodies.OfAsync(page.Items, cancellationToken), page.Total);
    }
}
