namespace Identity.Authentication;

/// <summary>What the Clerk scheme is called when nothing else is said.</summary>
public static class ClerkDefaults
{
    /// <summary>The scheme's name, and the name of its section under <c>Authentication:Schemes</c>.</summary>
    public const string AuthenticationScheme = "Clerk";
}
