namespace Identity.Authentication.Credentials;

/// <summary>The cookies in which Clerk keeps a session token.</summary>
internal static class SessionCookie
{
    /// <summary>The one that every instance on a domain shares.</summary>
    public const string Name = "__session";

    /// <summary>The one of a single instance.</summary>
    public static string NameOf(string suffix) => $"{Name}_{suffix}";
}
