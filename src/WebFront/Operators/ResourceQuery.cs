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
    public int Take => Limit ?? QueryText.DefaultLimit;

    public int Skip => Offset ?? 0;

    /// <summary>Reads what was asked for; false, and the parameter, when it makes no sense.</summary>
    public bool TryRead(
        out ResourceKind kind, out UserId? user, out OrganizationId? organization, [NotNullWhen(false)] out string? wrong)
    {
        wrong = null;
        if (!QueryText.TryReadName(Kind, out kind)) wrong = "kind";
        if (!QueryText.TryReadId(UserId, out user)) wrong = "userId";
        if (!QueryText.TryReadId(OrganizationId, out organization) || (user is not null && organization is not null))
        {
            wrong = "organizationId";
        }
        if (!QueryText.IsLimit(Take)) wrong = "limit";
        if (Skip < 0) wrong = "offset";
        return wrong is null;
    }
}
