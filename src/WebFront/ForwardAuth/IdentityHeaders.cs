namespace Identity.WebFront.ForwardAuth;

/// <summary>The headers in which an upstream reads who calls. A proxy must drop those that a client sends.</summary>
internal static class IdentityHeaders
{
    public const string UserId = "X-Identity-User-Id";
    public const string SessionId = "X-Identity-Session-Id";
    public const string OrganizationId = "X-Identity-Organization-Id";
    public const string OrganizationRole = "X-Identity-Organization-Role";
    public const string OrganizationPermissions = "X-Identity-Organization-Permissions";
    public const string ActorId = "X-Identity-Actor-Id";
    public const string Assertion = "X-Identity-Assertion";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [UserId, SessionId, OrganizationId, OrganizationRole, OrganizationPermissions, ActorId, Assertion];

    /// <summary>Says that nobody in particular calls: every header is there and empty, so a copy overwrites.</summary>
    public static void WriteAnonymous(IHeaderDictionary headers)
    {
        foreach (var name in All) headers[name] = "";
    }

    /// <summary>Says who calls. What doesn't apply is there and empty.</summary>
    public static void Write(IHeaderDictionary headers, in Caller caller, string permissions, string assertion)
    {
        headers[UserId] = caller.UserId.Value;
        headers[SessionId] = caller.SessionId.Value;
        headers[OrganizationId] = caller.Organization?.Id.Value ?? "";
        headers[OrganizationRole] = HeaderText.Safe(caller.Organization?.Role);
        headers[OrganizationPermissions] = permissions;
        headers[ActorId] = HeaderText.Safe(caller.ActorId);
        headers[Assertion] = assertion;
    }
}
