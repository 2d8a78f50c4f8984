namespace Identity.Storage.Directory;

/// <summary>By what a user can be found. The numbers are stored.</summary>
internal enum IdentifierKind
{
    Email = 1,
    Phone = 2,
    Username = 3,
    ExternalId = 4,
    Wallet = 5,

    /// <summary>An account at another provider, as <see cref="DirectoryText.AccountOf"/> writes it.</summary>
    Account = 6,
}
