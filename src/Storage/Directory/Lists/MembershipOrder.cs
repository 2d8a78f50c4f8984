namespace Identity.Storage.Directory.Lists;

/// <summary>
/// By what memberships are listed: their own time, or something of their users, as <see cref="UserOrder"/> says.
/// </summary>
public enum MembershipOrder
{
    CreatedAt,
    PhoneNumber,
    EmailAddress,
    FirstName,
    LastName,
    Username,
}
