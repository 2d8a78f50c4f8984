namespace Identity.Storage.Directory;

/// <summary>How much the directory lists.</summary>
/// <param name="Users">Users that aren't deleted.</param>
/// <param name="Organizations">Organizations that aren't deleted.</param>
public sealed record DirectoryCounts(long Users, long Organizations);
