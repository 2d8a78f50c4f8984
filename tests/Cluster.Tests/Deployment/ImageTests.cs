using System.Text.RegularExpressions;
using Identity.Testing;

namespace Identity.Cluster.Tests.Deployment;

/// <summary>The Dockerfile, as far as it can be read without an engine to build it.</summary>
public sealed partial class ImageTests
{
    private static readonly string Text = Checkout.Read("Dockerfile");

    [Theory]
    [InlineData("front", "WebFront", "Identity.WebFront.dll")]
    [InlineData("silo", "Silo", "Identity.Silo.dll")]
    [InlineData("emulator", "Clerk.Emulator", "Identity.Clerk.Emulator.dll")]
    public void Image_IsReleaseOfTheProject_WithAHealthCheck_NotRoot(string target, string project, string program)
    {
        var stages = Stages();
        Assert.Contains("USER $APP_UID", stages["runtime"], StringComparison.Ordinal);
        Assert.Contains("DOTNET_gcServer=1", stages["runtime"], StringComparison.Ordinal);
        Assert.Contains(
            $"dotnet publish src/{project} -c Release", stages[$"build-{target}"], StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Checkout.Root, "src", project, $"{project}.csproj")));

        var stage = stages[target];
        Assert.StartsWith("FROM runtime AS ", stage, StringComparison.Ordinal);
        Assert.DoesNotContain("USER", stage, StringComparison.Ordinal);
        Assert.Contains("HEALTHCHECK", stage, StringComparison.Ordinal);
        Assert.Contains($"ENTRYPOINT [\"dotnet\", \"{program}\"]", stage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("front")]
    [InlineData("silo")]
    public void Image_OfTheCluster_IsBuiltWithTheEngineThatWasAskedFor(string target)
    {
        var stage = Stages()[$"build-{target}"];
        Assert.Contains("ARG GRAIN_ENGINE=Orleans", stage, StringComparison.Ordinal);
        Assert.Contains("-p:GrainEngine=${GRAIN_ENGINE}", stage, StringComparison.Ordinal);
    }

    [Fact]
    public void Context_HasNoSecretsAndNoOutputOfOtherBuilds()
    {
        var ignored = Checkout.Read(".dockerignore").Split('\n').ToHashSet();
        Assert.Superset(new HashSet<string> { "**/bin", "**/obj", "**/data", ".git", ".env", "*.env" }, ignored);
    }

    private static Dictionary<string, string> Stages() =>
        StageStart().Split(Text).Skip(1).ToDictionary(stage => Name().Match(stage).Groups[1].Value);

    [GeneratedRegex("^(?=FROM )", RegexOptions.Multiline)]
    private static partial Regex StageStart();

    [GeneratedRegex(@"^FROM \S+ AS (\S+)")]
    private static partial Regex Name();
}
