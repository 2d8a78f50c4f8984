namespace Identity.Storage.Directory.Lists.Index;

/// <summary>What is kept of a user as a time, in this order.</summary>
internal enum TimeField
{
    CreatedAt,
    UpdatedAt,
    LastActiveAt,
    LastSignInAt,
}
