using System.Collections.Concurrent;
using Identity.Clerk.Identifiers;

namespace Identity.Shop.Invoices;

/// <summary>The invoices of each organization. What is here would be a database's.</summary>
internal sealed class InvoiceBook
{
    private readonly ConcurrentDictionary<OrganizationId, ConcurrentDictionary<int, Invoice>> _books = new();

    public IReadOnlyCollection<Invoice> Of(OrganizationId organization) =>
        [.. BookOf(organization).Values.OrderBy(invoice => invoice.Id)];

    public bool Pay(OrganizationId organization, int id) =>
        BookOf(organization) is var book && book.TryGetValue(id, out var invoice)
        && book.TryUpdate(id, invoice with { Paid = true }, invoice);

    public void Delete(OrganizationId organization) => _books[organization] = new();

    private ConcurrentDictionary<int, Invoice> BookOf(OrganizationId organization) => _books.GetOrAdd(
        organization,
        static _ => new([KeyValuePair.Create(1, new Invoice(1, 120m, false)), KeyValuePair.Create(2, new Invoice(2, 75m, false))]));
}
