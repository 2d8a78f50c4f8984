namespace Identity.Clerk.Emulator.Organizations;

/// <param name="Key">With its prefix: <c>org:admin</c>.</param>
/// <param name="Name">For people.</param>
/// <param name="SystemPermissions">Clerk's own, <c>org:sys_…</c>: in webhooks, never in tokens.</param>
/// <param name="FeaturePermissions">The instance's own: <c>org:feature:permission</c>.</param>
internal sealed record Role(
    string Key,
    string Name,
    IReadOnlyList<string> SystemPermissions,
    IReadOnlyList<string> FeaturePermissions);
