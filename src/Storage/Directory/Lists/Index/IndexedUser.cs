using Identity.Clerk.Identifiers;

namespace Identity.Storage.Directory.Lists.Index;

/// <summary>A user's row of the directory: what it is found and ordered by.</summary>
internal sealed record IndexedUser
{
    internal required UserId Id { get; init; }

    internal bool IsDeleted { get; init; }

    internal bool IsBanned { get; init; }

    /// <summary>As <see cref="UserText.Body"/>; empty once deleted.</summary>
    internal string Body { get; init; } = "";

    internal string? EmailAddress { get; init; }

    internal string? Web3Wallet { get; init; }

    internal string? FirstName { get; init; }

    internal string? LastName { get; init; }

    internal string? PhoneNumber { get; init; }

    internal string? Username { get; init; }

    internal long? CreatedAt { get; init; }

    internal long? UpdatedAt { get; init; }

    internal long? LastActiveAt { get; init; }

    internal long? LastSignInAt { get; init; }
}
