using System.Collections.Frozen;
using Identity.Clerk.Identifiers;
using Identity.Storage.Directory.Lists;
using Identity.WebFront.ReadApi.Answers;
using Identity.WebFront.ReadApi.Requests;

namespace Identity.WebFront.ReadApi.Users;

/// <summary>What <c>GET /v1/users</c> and its count may be asked (Clerk's OpenAPI, <c>GetUserList</c>).</summary>
internal static class UserQuery
{
    private const string StartingAfter = "starting_after";

    private static readonly FrozenDictionary<string, UserOrder> Orders = new Dictionary<string, UserOrder>
    {
        ["created_at"] = UserOrder.CreatedAt,
        ["updated_at"] = UserOrder.UpdatedAt,
        ["email_address"] = UserOrder.EmailAddress,
        ["web3wallet"] = UserOrder.Web3Wallet,
        ["first_name"] = UserOrder.FirstName,
        ["last_name"] = UserOrder.LastName,
        ["phone_number"] = UserOrder.PhoneNumber,
        ["username"] = UserOrder.Username,
        ["last_active_at"] = UserOrder.LastActiveAt,
        ["last_sign_in_at"] = UserOrder.LastSignInAt,
    }.ToFrozenDictionary();

    /// <summary>Reads the filter; what is wrong with it is the reader's fault from then on.</summary>
    public static UserFilter Filter(QueryReader reader) => Member(reader) with
    {
        ExternalIds = reader.Signed("external_id"),
        OrganizationIds = reader.Signed("organization_id"),
        Banned = reader.Flag("banned"),
        CreatedAt = reader.Window("created_at"),
        LastSignInAt = reader.Window("last_sign_in_at"),
        Provider = reader.Text("provider"),
        ProviderUserIds = reader.Many("provider_user_id"),
    };

    /// <summary>The part of the filter that lists of an organization's members have, too.</summary>
    public static UserFilter Member(QueryReader reader) => new()
    {
        UserIds = reader.Signed("user_id"),
        EmailAddresses = reader.Many("email_address"),
        PhoneNumbers = reader.Many("phone_number"),
        Usernames = reader.Many("username"),
        Web3Wallets = reader.Many("web3_wallet"),
        Text = reader.Text("query"),
        EmailText = reader.Text("email_address_query"),
        PhoneText = reader.Text("phone_number_query"),
        UsernameText = reader.Text("username_query"),
        NameText = reader.Text("name_query"),
        LastActiveAt = LastActiveAt(reader),
    };

    /// <summary>Reads the order and the part, and the user after whom to begin.</summary>
    /// <param name="reader">The query.</param>
    /// <param name="fault">What is wrong with it; null when nothing is.</param>
    public static (UserOrder Order, ListPart Part, UserId? After) Page(QueryReader reader, out ClerkError? fault)
    {
        var (order, part) = reader.Page(Orders);
        var cursor = reader.Text(StartingAfter);
        UserId? after = UserId.TryParse(cursor, out var id) ? id : null;
        fault = reader.Fault ?? (cursor is null ? null : FaultOf(cursor, after, order, part));
        return (order, part, after);
    }

    /// <summary>What Clerk says of a cursor whose user is gone isn't published.</summary>
    public static ClerkError UnknownCursor(string id) => new(
        StatusCodes.Status422UnprocessableEntity,
        "form_param_value_invalid",
        "is invalid",
        $"No user was found with id {id}",
        StartingAfter);

    /// <summary>Why ids of accounts say nothing; null when they do, or there are none.</summary>
    public static ClerkError? ProviderFault(UserFilter filter) =>
        filter is { Provider: null, ProviderUserIds.Length: > 0 }
            ? ClerkError.MissingBeside("provider", "provider_user_id")
            : null;

    // A cursor needs an order by something that never changes, and says itself where to go on.
    private static ClerkError? FaultOf(string cursor, UserId? after, UserOrder order, ListPart part)
    {
        if (order != UserOrder.CreatedAt) return ClerkError.NotTogether(StartingAfter, "order_by");
        if (part.Offset > 0) return ClerkError.NotTogether(StartingAfter, "offset");
        return after is null ? UnknownCursor(cursor) : null;
    }

    // The deprecated name includes the moment itself.
    private static TimeWindow LastActiveAt(QueryReader reader)
    {
        var window = reader.Window("last_active_at");
        var since = reader.Number("last_active_at_since");
        return window.After is null && since is { } moment ? window with { After = moment - 1 } : window;
    }
}
