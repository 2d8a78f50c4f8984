namespace Identity.Authentication.Policies;

/// <summary>The keys of roles and permissions, which Clerk writes with and without their prefix.</summary>
internal static class OrganizationKey
{
    private const string Prefix = "org:";

    /// <summary>With the prefix.</summary>
    /// <exception cref="ArgumentException">There is nothing behind the prefix, or white space in it.</exception>
    public static string Normalize(string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        var hasPrefix = key.StartsWith(Prefix, StringComparison.Ordinal);
        if (key.Length == Prefix.Length && hasPrefix) throw new ArgumentException("There is only the prefix.", nameof(key));
        if (key.AsSpan().ContainsAny(" \t\r\n,")) throw new ArgumentException("One key is expected.", nameof(key));
        return hasPrefix ? key : Prefix + key;
    }
}
