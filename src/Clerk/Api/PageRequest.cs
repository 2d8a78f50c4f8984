using System.Globalization;
using Identity.Clerk.Identifiers;

namespace Identity.Clerk.Api;

/// <summary>Which part of a list of Clerk's Backend API is asked for.</summary>
public sealed record PageRequest
{
    /// <summary>The most items that Clerk gives at once.</summary>
    public const int MaxLimit = 500;

    /// <summary>How many items, from 1 to 500, which is the default. A page with fewer is the last.</summary>
    public int Limit
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxLimit);
            field = value;
        }
    } = MaxLimit;

    /// <summary>How many items to leave out before, 0 by default.</summary>
    public int Offset
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    public ListOrder Order { get; init; }

    /// <summary>
    /// The user after whom the page begins, so that none is missed or comes twice while users are made. Clerk takes it
    /// for users only, without an offset, and in an order by creation; else it answers 422.
    /// </summary>
    public UserId? StartingAfter { get; init; }

    internal string ToQuery()
    {
        var query = string.Create(CultureInfo.InvariantCulture, $"limit={Limit}&offset={Offset}");
        // A bare plus would be read as a space.
        query += Order switch
        {
            ListOrder.Created => "&order_by=%2Bcreated_at",
            ListOrder.CreatedDescending => "&order_by=-created_at",
            ListOrder.UpdatedDescending => "&order_by=-updated_at",
            _ => "",
        };
        return StartingAfter is { } id ? $"{query}&starting_after={id.Value}" : query;
    }
}
