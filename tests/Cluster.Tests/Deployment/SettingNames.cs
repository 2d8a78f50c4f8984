using System.Text.RegularExpressions;
using Identity.Testing;

namespace Identity.Cluster.Tests.Deployment;

/// <summary>Which names of environment variables our programs read, by their sources.</summary>
internal static partial class SettingNames
{
    // Read by the runtime, the host and the server.
    private static readonly string[] Framework =
        ["ASPNETCORE_ENVIRONMENT", "ASPNETCORE_URLS", "DOTNET_ENVIRONMENT", "DOTNET_gcServer", "Urls"];

    private static readonly string[] Sources =
    [
        .. Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .Where(file => !file.Contains("Clerk.Emulator", StringComparison.Ordinal))
            .Select(File.ReadAllText),
    ];

    /// <summary>
    /// Whether a program reads it: as a whole, or as a property of options that are bound to its section.
    /// </summary>
    public static bool AreRead(string name)
    {
        if (Framework.Contains(name)) return true;
        if (IsLiteral(name.Replace("__", ":", StringComparison.Ordinal))) return true;
        var parts = Index().Replace(name, "").Split("__");
        if (parts is ["ConnectionStrings", var connection])
            return IsLiteral(connection, before: "GetConnectionString(");
        return parts.Length > 1
            && HasSection(string.Join(':', parts[..^1]))
            && Sources.Any(source => Regex.IsMatch(source, $@"public \S+ {parts[^1]} \{{ get;"));
    }

    // A scheme's section is the framework's, and has the scheme's name.
    private static bool HasSection(string section) =>
        IsLiteral(section) || (section == "Authentication:Schemes:Clerk" && IsLiteral("Clerk"));

    private static bool IsLiteral(string text, string before = "") =>
        Sources.Any(source => source.Contains($"{before}\"{text}\"", StringComparison.Ordinal));

    [GeneratedRegex("__[0-9]+$")]
    private static partial Regex Index();
}
