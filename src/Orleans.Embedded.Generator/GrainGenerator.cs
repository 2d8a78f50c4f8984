using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Orleans.Generator;

/// <summary>
/// Generates a reference class for each grain interface and a factory for each grain class, and registers them when the
/// assembly is loaded. Nothing is looked for at run time, so it survives trimming.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class GrainGenerator : IIncrementalGenerator
{
    private const string ManifestAttribute = "Orleans.Embedded.Registration.GrainManifestAttribute";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var types = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => node is TypeDeclarationSyntax { BaseList: not null }
                    and (InterfaceDeclarationSyntax or ClassDeclarationSyntax),
                static (found, token) => Read(found, token))
            .Where(static type => type is not null)
            .Collect();
        var assembly = context.CompilationProvider.Select(static (compilation, _) => compilation.AssemblyName ?? "");
        var referenced = context.CompilationProvider.Select(static (compilation, _) => Manifests(compilation));
        context.RegisterSourceOutput(
            types.Combine(assembly).Combine(referenced),
            static (output, input) => Write(output, input.Left.Left!, input.Left.Right, input.Right));
    }

    private static GeneratedType? Read(GeneratorSyntaxContext found, CancellationToken token)
        => found.SemanticModel.GetDeclaredSymbol(found.Node, token) is not INamedTypeSymbol type ? null
            : type.TypeKind == TypeKind.Interface ? InterfaceReader.Read(type)
            : ClassReader.Read(type);

    private static EquatableArray<string> Manifests(Compilation compilation)
        => new([.. compilation.SourceModule.ReferencedAssemblySymbols
            .SelectMany(static referenced => referenced.GetAttributes())
            .Where(static attribute => Names.Is(attribute.AttributeClass, ManifestAttribute))
            .Select(static attribute => attribute.ConstructorArguments[0].Value)
            .OfType<INamedTypeSymbol>()
            .Select(static manifest => Names.Source(manifest))
            .OrderBy(static manifest => manifest, System.StringComparer.Ordinal)]);

    private static void Write(
        SourceProductionContext output,
        ImmutableArray<GeneratedType> found,
        string assembly,
        EquatableArray<string> referencedManifests)
    {
        // A partial type is found once for each of its parts.
        var types = found
            .GroupBy(static type => type.Name)
            .Select(static parts => parts.First())
            .OrderBy(static type => type.Name, System.StringComparer.Ordinal)
            .ToArray();
        foreach (var diagnostic in types.SelectMany(static type => type.Diagnostics).Distinct())
        {
            output.ReportDiagnostic(diagnostic.ToDiagnostic());
        }

        IReadOnlyCollection<GeneratedType> usable =
            [.. types.Where(static type => type.Registration.Length > 0)];
        if (usable.Count > 0 || referencedManifests.Any())
        {
            var source = ManifestWriter.Write(assembly, usable, referencedManifests);
            output.AddSource("GrainManifest.g.cs", SourceText.From(source, Encoding.UTF8));
        }
    }
}
