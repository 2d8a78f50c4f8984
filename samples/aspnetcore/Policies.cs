namespace Identity.Shop;

/// <summary>The names of the application's policies.</summary>
internal static class Policies
{
    /// <summary>May pay invoices.</summary>
    public const string Billing = "billing";

    /// <summary>May do what can't be undone.</summary>
    public const string Danger = "danger";
}
