using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Identity.Testing;

namespace Identity.Architecture.Tests;

/// <summary>What the compiled code really uses, whatever the projects would let it.</summary>
public class AssemblyReferenceTests
{
    [Theory]
    [InlineData("Identity.Clerk", new[] { "Identity.", "Orleans", "Microsoft.AspNetCore", "Npgsql", "Microsoft.Data" })]
    [InlineData("Identity.Grains.Interfaces", new[] { "Identity.Grains", "Microsoft.AspNetCore", "System.Net.Http" })]
    [InlineData("Identity.Grains", new[]
    {
        "Identity.Storage", "Identity.Ingest", "Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "Microsoft.Data",
    })]
    [InlineData("Identity.Storage", new[] { "Identity.Grains", "Identity.Ingest", "Microsoft.AspNetCore" })]
    [InlineData("Identity.Ingest", new[] { "Identity.Grains", "Identity.Silo", "Npgsql", "Microsoft.Data" })]
    [InlineData("Identity.Authentication", new[]
    {
        "Identity.Storage", "Identity.Ingest", "Identity.Silo", "Identity.WebFront", "Npgsql", "Microsoft.Data",
    })]
    [InlineData("Orleans.Embedded", new[] { "Identity.", "Microsoft.AspNetCore" })]
    public void Assembly_UsesNone(string assembly, string[] forbidden)
    {
        Assert.SkipWhen(TestEngine.IsOrleans && assembly == "Orleans.Embedded", TestEngine.EmbeddedOnly);

        // The contracts are called like the project that implements them, and everybody may use those.
        var used = References(assembly).Where(name => name != "Identity.Grains.Interfaces");
        Assert.DoesNotContain(used, name => forbidden.Any(f => name.StartsWith(f, StringComparison.Ordinal)));
    }

    private static string[] References(string assembly)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")));
        var metadata = file.GetMetadataReader();
        return
        [
            .. metadata.AssemblyReferences.Select(h =>
                metadata.GetString(metadata.GetAssemblyReference(h).Name)),
        ];
    }
}
