namespace Identity.Storage.Directory.Lists;

/// <summary>
/// By what users are listed. Texts are compared by their code points; without a value a user comes last; ids decide
/// between equals. Downwards all of it is reversed.
/// </summary>
public enum UserOrder
{
    CreatedAt,
    UpdatedAt,

    /// <summary>The primary address, in lower case.</summary>
    EmailAddress,

    /// <summary>The primary wallet.</summary>
    Web3Wallet,
    FirstName,
    LastName,

    /// <summary>The primary number.</summary>
    PhoneNumber,
    Username,
    LastActiveAt,
    LastSignInAt,
}
