namespace Identity.Clerk.Emulator.Billing;

/// <summary>Who takes which plan.</summary>
/// <param name="UserId">An id or a username; or an organization pays.</param>
/// <param name="OrganizationId">An id or a slug.</param>
/// <param name="Plan">The plan's slug.</param>
/// <param name="Amount">Cents per month.</param>
/// <param name="Seats">How many seats.</param>
internal sealed record BillingRequest(string? UserId, string? OrganizationId, string Plan, int Amount, int Seats);
