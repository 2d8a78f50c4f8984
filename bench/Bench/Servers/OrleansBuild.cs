namespace Identity.Bench.Servers;

/// <summary>
/// The programs that run grains on Microsoft Orleans; built apart from this one, with <c>-p:GrainEngine=Orleans</c>.
/// </summary>
internal static class OrleansBuild
{
    /// <summary>The front.</summary>
    public static string? Front { get; } = Find("WebFront");

    /// <summary>The silo.</summary>
    public static string? Silo { get; } = Find("Silo");

    /// <summary>Why it can't run here; null when it can.</summary>
    public static string? Obstacle => Front is not null && Silo is not null
        ? null
        : "The Orleans engine isn't built, or can't be restored here: "
            + "dotnet build Cluster.sln -c Release -p:GrainEngine=Orleans";

    // From the program's folder upwards: it runs from bin/.
    private static string? Find(string project)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var program = Path.Combine(
                folder.FullName, "src", project, "bin", "Orleans", "Release", "net10.0", $"Identity.{project}.dll");
            if (File.Exists(program)) return program;
        }
        return null;
    }
}
