using Identity.Clerk.Emulator.Lists;

namespace Identity.Clerk.Emulator.Users;

/// <summary>The orders of a list of users, by Clerk's names of them.</summary>
internal static class UserOrders
{
    public const string CreatedAt = "created_at";

    public static readonly IReadOnlyDictionary<string, IComparer<User>> All = new Dictionary<string, IComparer<User>>
    {
        [CreatedAt] = Order.By<User>(user => user.CreatedAt, user => user.Id),
        ["updated_at"] = Order.By<User>(user => user.UpdatedAt, user => user.Id),
        ["email_address"] = Order.By<User>(user => user.EmailAddress.Value, user => user.Id),
        // Nobody here has a wallet.
        ["web3wallet"] = Order.By<User>(_ => (string?)null, user => user.Id),
        ["first_name"] = Order.By<User>(user => user.FirstName, user => user.Id),
        ["last_name"] = Order.By<User>(user => user.LastName, user => user.Id),
        ["phone_number"] = Order.By<User>(user => user.PhoneNumber?.Value, user => user.Id),
        ["username"] = Order.By<User>(user => user.Username, user => user.Id),
        ["last_active_at"] = Order.By<User>(user => user.LastActiveAt, user => user.Id),
        ["last_sign_in_at"] = Order.By<User>(user => user.LastSignInAt, user => user.Id),
    };
}
