namespace Identity.Testing;

/// <summary>Programs that tests want and a machine may lack.</summary>
public static class MachineProgram
{
    // Debian keeps servers where an ordinary user's PATH doesn't look.
    private static readonly string[] Beside = ["/usr/sbin", "/usr/local/sbin"];

    /// <summary>Whether a test may be skipped for want of a program. On a build server it fails.</summary>
    public static bool MayBeMissing => Environment.GetEnvironmentVariable("CI") is not "true";

    /// <summary>The program's path; null when there is none.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(Beside)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
}
