using Identity.Clerk.Emulator.Lists;

namespace Identity.Clerk.Emulator.Organizations;

/// <summary>The orders of a list of memberships, by Clerk's names of them.</summary>
internal static class MemberOrders
{
    public const string CreatedAt = "created_at";

    public static readonly IReadOnlyDictionary<string, IComparer<Member>> All =
        new Dictionary<string, IComparer<Member>>
        {
            ["phone_number"] = Order.By<Member>(member => member.User.PhoneNumber?.Value, Id),
            ["email_address"] = Order.By<Member>(member => member.User.EmailAddress.Value, Id),
            [CreatedAt] = Order.By<Member>(member => member.Membership.CreatedAt, Id),
            ["first_name"] = Order.By<Member>(member => member.User.FirstName, Id),
            ["last_name"] = Order.By<Member>(member => member.User.LastName, Id),
            ["username"] = Order.By<Member>(member => member.User.Username, Id),
        };

    /// <summary>The same inside each organization.</summary>
    public static readonly IReadOnlyDictionary<string, IComparer<Member>> ByOrganization =
        All.ToDictionary(order => order.Key, order => Order.Within(OrganizationId, order.Value));

    /// <summary>The same for each user.</summary>
    public static readonly IReadOnlyDictionary<string, IComparer<Member>> ByUser =
        All.ToDictionary(order => order.Key, order => Order.Within(UserId, order.Value));

    public static string OrganizationId(Member member) => member.Membership.OrganizationId;

    public static string UserId(Member member) => member.Membership.UserId;

    private static string Id(Member member) => member.Membership.Id;
}
