using Identity.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Identity.Shop.Invoices;

/// <summary>The invoices of the caller's organization.</summary>
internal static class InvoiceEndpoints
{
    public static RouteGroupBuilder MapInvoices(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/invoices").RequireOrganizationRole("org:admin", "org:member");
        group.MapGet("/", (CurrentUser me, InvoiceBook book) => book.Of(me.Organization!.Id));
        group.MapPost("/{id:int}/pay", Pay).RequireAuthorization(Policies.Billing);
        group.MapGet("/export", (CurrentUser me) => $"exported by {me.Id}").RequireFeature("org:reports");
        group.MapDelete("/", (CurrentUser me, InvoiceBook book) => book.Delete(me.Organization!.Id))
            .RequireAuthorization(Policies.Danger);
        return group;
    }

    private static Results<NoContent, NotFound> Pay(int id, CurrentUser me, InvoiceBook book) =>
        book.Pay(me.Organization!.Id, id) ? TypedResults.NoContent() : TypedResults.NotFound();
}
