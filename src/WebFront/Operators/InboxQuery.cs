using System.Diagnostics.CodeAnalysis;
using Identity.Clerk.Identifiers;
using Identity.Storage.Inbox;
using Microsoft.AspNetCore.Mvc;

namespace Identity.WebFront.Operators;

/// <summary>Which deliveries to list.</summary>
/// <param name="State">One of pending, applied, stale, quarantined, foreign, kept.</param>
/// <param name="Type">The event's type, exactly.</param>
/// <param name="UserId">The user whom it is about.</param>
/// <param name="OrganizationId">The organization that it is about.</param>
/// <param name="After">Where the page before ended.</param>
/// <param name="Limit">1 to 500; 50 by default.</param>
internal sealed record InboxQuery(
    [FromQuery] string? State,
    [FromQuery] string? Type,
    [FromQuery] string? UserId,
    [FromQuery] string? OrganizationId,
    [FromQuery] string? After,
    [FromQuery] int? Limit)
{
    public int Take => Limit ?? QueryText.DefaultLimit;

    /// <summary>Reads what was asked for; false, and the parameter, when it makes no sense.</summary>
    public bool TryRead(
        [NotNullWhen(true)] out InboxFilter? filter, out InboxPosition? after, [NotNullWhen(false)] out string? wrong)
    {
        (filter, after, wrong) = (null, null, null);
        InboxState? state = null;
        if (State is not null)
        {
            if (QueryText.TryReadName<InboxState>(State, out var named)) state = named;
            else wrong = "state";
        }
        if (!QueryText.TryReadId<UserId>(UserId, out var user)) wrong = "userId";
        if (!QueryText.TryReadId<OrganizationId>(OrganizationId, out var organization)) wrong = "organizationId";
        if (After is not null)
        {
            if (InboxCursor.TryRead(After, out var position)) after = position;
            else wrong = "after";
        }
        if (!QueryText.IsLimit(Take)) wrong = "limit";
        if (wrong is not null) return false;
        filter = new InboxFilter { State = state, Type = Type, UserId = user, OrganizationId = organization };
        return true;
    }
}
