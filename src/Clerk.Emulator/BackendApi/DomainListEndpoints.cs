using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Hosting;
using Identity.Clerk.Emulator.Lists;
using Identity.Clerk.Emulator.Organizations;

namespace Identity.Clerk.Emulator.BackendApi;

/// <summary>Domains of organizations: of the instance and of one organization.</summary>
internal static class DomainListEndpoints
{
    private static readonly string[] EnrollmentModes =
        [.. Domain.EnrollmentModes, .. Domain.EnrollmentModes.Select(mode => "-" + mode)];

    private static readonly Dictionary<string, IComparer<Domain>> Orders = new()
    {
        ["name"] = Order.By<Domain>(domain => domain.Name, domain => domain.Id),
        ["created_at"] = Order.By<Domain>(domain => domain.CreatedAt, domain => domain.Id),
    };

    public static void MapDomainLists(this RouteGroupBuilder api, LiveInstance live)
    {
        api.MapGet("/organization_domains", context =>
            ListAsync(context, live, context.Request.Query["organization_id"] is [{ Length: > 0 } id, ..] ? id : null));
        api.MapGet("/organizations/{id}/domains", context => ListInAsync(context, live));
    }

    private static Task ListInAsync(HttpContext context, LiveInstance live)
    {
        var id = Route.Id(context);
        return live.Read(instance => instance.State.Organizations.ContainsKey(id))
            ? ListAsync(context, live, id)
            : BackendApiAnswer.WriteAsync(context, BackendApiError.UnknownOrganization);
    }

    private static Task ListAsync(HttpContext context, LiveInstance live, string? organizationId)
    {
        var reader = new QueryReader(context.Request.Query);
        var (order, paging) = reader.Page(Orders.Keys);
        var verified = reader.Flag("verified");
        var names = reader.Many("domains");
        var text = reader.Text("query");
        // The one list that Clerk separates by commas.
        string[] modes = [.. reader.Many("enrollment_mode").SelectMany(value => value.Split(','))];
        if (modes.Except(EnrollmentModes).FirstOrDefault() is { } unknown)
        {
            return BackendApiAnswer.WriteAsync(
                context, BackendApiError.BadValue("enrollment_mode", unknown, EnrollmentModes));
        }

        if (reader.Fault is { } fault)
            return BackendApiAnswer.WriteAsync(context, fault);

        var wanted = new SignedList(modes);
        var domains = live.Read(instance => paging.Of(
            instance.State.Domains.Values.Where(domain =>
                (organizationId is null || domain.OrganizationId == organizationId)
                && (verified is null || verified == (domain.VerifiedAt is not null))
                && wanted.Admits(mode => mode == domain.EnrollmentMode)
                && (names.Count == 0 || names.Contains(domain.Name))
                && (text is null || IsLike(domain, text))),
            Orders[order]).Select(instance.Resource));
        return BackendApiAnswer.WriteAsync(context, new JsonArray([.. domains.Items]), domains.Total);
    }

    private static bool IsLike(Domain domain, string text) => text.StartsWith("org_", StringComparison.Ordinal)
        ? domain.OrganizationId == text
        : domain.Name.Contains(text, StringComparison.OrdinalIgnoreCase);
}
