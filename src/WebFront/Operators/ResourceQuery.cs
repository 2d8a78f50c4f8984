using System.Diagnostics.CodeAnalysis;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Resources;
using Microsoft.AspNetCore.Mvc;

namespace Identity.WebFront.Operators;

/// <summary>Which resources to list.</summary>
/// <param name="Kind">
/// One of organizationInvitation, organizationDomain, waitlistEntry, subscription, subscriptionItem, paymentAttempt.
/// </param>
/// <param name="UserId">The user who pays or accepted; at most one of user and organization is given.</param>
/// <param name="OrganizationId">The organization that it belongs to, or that pays.</param>
/// <param name="Limit">1 to 500; 50 by default.</param>
/// <param name="Offset">How many to pass over; 0 by default.</param>
internal sealed record ResourceQuery(
    [FromQuery] string? Kind,
    [FromQuery] string? UserId,
    [FromQuery] string? OrganizationId,
    [FromQuery] int? Limit,
    [FromQuery] int? Offset)
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 500;

    public int Take => Limit ?? DefaultLimit;

    public int Skip => Offset ?? 0;

    /// <summary>Reads what was asked for; false, and the parameter, when it makes no sense.</summary>
    public bool TryRead(
        out ResourceKind kind, out UserId? user, out OrganizationId? organization, [NotNullWhen(false)] out string? wrong)
    {
        (kind, user, organization, wrong) = (default, null, null, null);
        if (!char.IsAsciiLetter((Kind ?? "").FirstOrDefault()) || !Enum.TryParse(Kind, ignoreCase: true, out kind))
        {
            wrong = "kind";
        }
        if (UserId is not null)
        {
            if (Clerk.Identifiers.UserId.TryParse(UserId, out var id)) user = id;
            else wrong = "userId";
        }
        if (OrganizationId is not null)
        {
            if (user is null && Clerk.Identifiers.OrganizationId.TryParse(OrganizationId, out var id)) organization = id;
            else wrong = "organizationId";
        }
        if (Take is < 1 or > MaxLimit) wrong = "limit";
        if (Skip < 0) wrong = "offset";
        return wrong is null;
    }
}
