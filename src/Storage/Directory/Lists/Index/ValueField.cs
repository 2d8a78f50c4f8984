namespace Identity.Storage.Directory.Lists.Index;

/// <summary>What is kept of a user as text, in this order.</summary>
internal enum ValueField
{
    Id,
    EmailAddress,
    Web3Wallet,
    FirstName,
    LastName,
    PhoneNumber,
    Username,
}
