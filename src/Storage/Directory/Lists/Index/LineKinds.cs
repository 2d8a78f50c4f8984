namespace Identity.Storage.Directory.Lists.Index;

/// <summary>What a line of a user's text is.</summary>
[Flags]
internal enum LineKinds
{
    Id = 1,

    /// <summary>First and last name, with a space between.</summary>
    Name = 2,
    Username = 4,
    EmailAddress = 8,
    PhoneNumber = 16,
    Other = 32,
    Any = 63,
}
