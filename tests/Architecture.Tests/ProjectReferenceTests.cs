using System.Xml.Linq;

namespace Identity.Architecture.Tests;

/// <summary>The arrows between projects point one way, and only where they were decided to point.</summary>
public class ProjectReferenceTests
{
    /// <summary>What each project may refer to. Whatever it reaches through these, it may use too.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Clerk"] = [],
        ["Orleans.Embedded"] = [],
        ["Orleans.Embedded.Generator"] = [],
        ["Clerk.Emulator"] = [],
        ["Grains.Interfaces"] = ["Clerk"],
        ["Grains"] = ["Grains.Interfaces"],
        ["Storage"] = ["Grains.Interfaces"],
        ["Ingest"] = ["Storage"],
        ["Silo"] = ["Grains", "Ingest"],
        ["Authentication"] = ["Grains.Interfaces", "Clerk"],
        ["Authentication.Testing"] = ["Authentication"],
        ["WebFront"] = ["Silo", "Authentication", "Ingest", "Clerk.Emulator"],
    };

    /// <summary>The packages that each project may use.</summary>
    private static readonly Dictionary<string, string[]> AllowedPackages = new()
    {
        ["Orleans.Embedded.Generator"] = ["Microsoft.CodeAnalysis.CSharp"],
        ["Clerk.Emulator"] = ["Microsoft.IdentityModel.JsonWebTokens"],
        ["Storage"] = ["Microsoft.Data.Sqlite", "Npgsql", "SQLitePCLRaw.bundle_e_sqlite3"],
        ["Silo"] =
        [
            "OpenTelemetry", "OpenTelemetry.Exporter.OpenTelemetryProtocol", "Spectre.Console",

            // With GrainEngine=Orleans.
            "Microsoft.Orleans.Server", "Microsoft.Orleans.Client", "Microsoft.Orleans.Clustering.AdoNet",
            "Microsoft.Orleans.Persistence.AdoNet", "Microsoft.Orleans.Dashboard", "Npgsql",
        ],
        ["WebFront"] = ["Microsoft.AspNetCore.OpenApi"],
    };

    public static TheoryData<string> Sources =>
        [.. Repository.Projects("src").Select(p => Path.GetFileNameWithoutExtension(p.Name))];

    [Fact]
    public void Sources_AreAllListedHere() => Assert.Equal(
        Allowed.Keys.Order(StringComparer.Ordinal),
        Repository.Projects("src").Select(p => Path.GetFileNameWithoutExtension(p.Name)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Sources))]
    public void Project_RefersToNothingElse(string project)
    {
        var references = Elements(project, "ProjectReference")
            .Select(e => Path.GetFileNameWithoutExtension(e.Attribute("Include")!.Value.Replace('\\', '/')));
        Assert.Empty(references.Except(Allowed[project]));
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Project_UsesNoOtherPackage(string project)
    {
        var packages = Elements(project, "PackageReference").Select(e => e.Attribute("Include")!.Value);
        Assert.Empty(packages.Except(AllowedPackages.GetValueOrDefault(project, [])));
    }

    [Fact]
    public void Emulator_IsReferredToInDebugOnly()
    {
        var reference = Elements("WebFront", "ProjectReference")
            .Single(e => e.Attribute("Include")!.Value.Contains("Clerk.Emulator", StringComparison.Ordinal));
        Assert.Equal("'$(Configuration)' == 'Debug'", reference.Attribute("Condition")?.Value);
    }

    private static IEnumerable<XElement> Elements(string project, string name) =>
        XDocument.Load(Path.Combine(Repository.Root.FullName, "src", project, project + ".csproj")).Descendants(name);
}
