namespace Identity.Clerk.Emulator.Organizations;

/// <summary>Something that a role can allow. Times are Unix milliseconds.</summary>
internal sealed record Permission
{
    public const string System = "system";
    public const string User = "user";

    public required string Id { get; init; }

    /// <summary><c>org:feature:permission</c>; Clerk's own have features that begin with <c>sys_</c>.</summary>
    public required string Key { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary><see cref="System"/>: in webhooks, never in tokens. <see cref="User"/>: the instance's own.</summary>
    public required string Type { get; init; }

    public long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }

    public string Feature() => Key.Split(':')[1];

    /// <summary>The last part of the key.</summary>
    public string ShortName() => Key.Split(':')[2];
}
