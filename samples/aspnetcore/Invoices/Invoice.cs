namespace Identity.Shop.Invoices;

/// <summary>An invoice of an organization.</summary>
internal sealed record Invoice(int Id, decimal Amount, bool Paid);
