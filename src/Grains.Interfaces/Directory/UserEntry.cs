using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Orleans;

namespace Identity.Grains.Directory;

/// <summary>A user's row in the directory. A deleted user keeps a row that says so, and nothing else.</summary>
[GenerateSerializer, Immutable, Alias("identity.UserEntry")]
public sealed record UserEntry
{
    [Id(0)] public required UserId Id { get; init; }

    /// <summary>Counts the changes of the user's grain; a row never replaces one of a higher revision.</summary>
    [Id(1)] public required long Revision { get; init; }

    [Id(2)] public bool Deleted { get; init; }
    [Id(3)] public bool Banned { get; init; }
    [Id(4)] public string? ExternalId { get; init; }
    [Id(5)] public string? Username { get; init; }
    [Id(6)] public string? FirstName { get; init; }
    [Id(7)] public string? LastName { get; init; }
    [Id(8)] public ImmutableArray<string> EmailAddresses { get; init; } = [];
    [Id(9)] public ImmutableArray<string> PhoneNumbers { get; init; } = [];

    /// <summary>Unix time in milliseconds, as Clerk says it; null for a deleted user.</summary>
    [Id(10)] public long? CreatedAt { get; init; }

    /// <inheritdoc cref="CreatedAt"/>
    [Id(11)] public long? UpdatedAt { get; init; }

    /// <inheritdoc cref="CreatedAt"/>
    [Id(12)] public long? LastSignInAt { get; init; }

    /// <summary>When the user was deleted, as Clerk says it, in unix milliseconds; null unless <see cref="Deleted"/>.</summary>
    /// <remarks>Zero where only a listing told that the user is gone.</remarks>
    [Id(13)] public long? DeletedAt { get; init; }

    /// <summary>
    /// Whether all that was personal has been removed; only a deleted user's can be. A grain never says so: the erasure
    /// does, at its end.
    /// </summary>
    [Id(14)] public bool Erased { get; init; }

    /// <summary>The primary e-mail address, by which lists are ordered; null when there is none.</summary>
    [Id(15)] public string? PrimaryEmailAddress { get; init; }

    /// <summary>The primary phone number; null when there is none.</summary>
    [Id(16)] public string? PrimaryPhoneNumber { get; init; }

    /// <summary>The primary wallet's address; null when there is none.</summary>
    [Id(17)] public string? PrimaryWeb3Wallet { get; init; }

    [Id(18)] public ImmutableArray<string> Web3Wallets { get; init; } = [];

    /// <summary>Accounts at other providers, each as the provider and the id there.</summary>
    [Id(19)] public ImmutableArray<(string Provider, string Id)> ExternalAccounts { get; init; } = [];

    /// <inheritdoc cref="CreatedAt"/>
    /// <remarks>To the day only, and no event is promised when it changes.</remarks>
    [Id(20)] public long? LastActiveAt { get; init; }

    // The fields are personal data.
    public override string ToString() => $"UserEntry {Id} r{Revision}";
}
