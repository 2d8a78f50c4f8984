using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orleans;
using Orleans.Generator;

namespace Identity.Orleans.Embedded.Tests.Generator;

/// <summary>Compiles source with the generator.</summary>
internal sealed class GeneratorRun
{
    private readonly Compilation _compilation;

    private GeneratorRun(Compilation compilation, GeneratorDriverRunResult result)
    {
        _compilation = compilation;
        Diagnostics = result.Diagnostics;
        Generated = string.Concat(result.GeneratedTrees.Select(tree => tree.ToString()));
    }

    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    public string Generated { get; }

    public static CSharpCompilation Compile(string assembly, string source, params byte[][] references)
        => CSharpCompilation.Create(
            assembly,
            [CSharpSyntaxTree.ParseText(source, path: "Source.cs")],
            [.. Platform(), .. references.Select(image => MetadataReference.CreateFromImage(image))],
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static GeneratorRun Of(string assembly, string source, params byte[][] references)
    {
        var driver = CSharpGeneratorDriver.Create(new GrainGenerator())
            .RunGeneratorsAndUpdateCompilation(
                Compile(assembly, source, references), out var compilation, out _, CancellationToken.None);
        return new GeneratorRun(compilation, driver.GetRunResult());
    }

    public byte[] Emit()
    {
        using var stream = new MemoryStream();
        var emitted = _compilation.Emit(stream);
        Assert.True(emitted.Success, string.Join(Environment.NewLine, emitted.Diagnostics));
        return stream.ToArray();
    }

    public static Assembly Load(AssemblyLoadContext context, byte[] image)
    {
        using var stream = new MemoryStream(image);
        return context.LoadFromStream(stream);
    }

    private static IEnumerable<MetadataReference> Platform()
        => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)
                || Path.GetFileName(path).StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
                || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
            .Append(typeof(IGrain).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path));
}
