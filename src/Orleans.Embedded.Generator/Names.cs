using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Orleans.Generator;

/// <summary>How symbols are recognised and written.</summary>
internal static class Names
{
    public const string Calls = "global::Orleans.Embedded.Calls.";
    public const string Activations = "global::Orleans.Embedded.Activations.";
    public const string Registration = "global::Orleans.Embedded.Registration.";

    private static readonly SymbolDisplayFormat Full = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat Plain = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)
        .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.None);

    /// <summary>As source code.</summary>
    public static string Source(ITypeSymbol type) => type.ToDisplayString(Full);

    /// <summary>As source code for <c>typeof</c>, which knows no nullable references.</summary>
    public static string TypeOf(ITypeSymbol type)
        => $"typeof({type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})";

    /// <summary>Namespace and name.</summary>
    public static string Of(ISymbol type) => type.OriginalDefinition.ToDisplayString(Plain);

    public static bool Is(ISymbol? type, string name) => type is not null && Of(type) == name;

    public static bool Has(ISymbol symbol, string attribute)
        => symbol.GetAttributes().Any(found => Is(found.AttributeClass, attribute));

    /// <summary>A name that is an identifier.</summary>
    public static string Identifier(string name)
    {
        var result = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            result.Append(char.IsLetterOrDigit(character) ? character : '_');
        }

        return result.ToString();
    }

    /// <summary>Public or internal all the way out, so that other code of the assembly can name it.</summary>
    public static bool IsVisible(INamedTypeSymbol type)
    {
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.IsFileLocal || outer.DeclaredAccessibility is not
                (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal))
            {
                return false;
            }
        }

        return true;
    }

    public static bool IsGeneric(INamedTypeSymbol type)
        => type.IsGenericType || (type.ContainingType is { } outer && IsGeneric(outer));

    /// <summary>The interface is for grains, and is none of the engine's own.</summary>
    public static bool IsGrainInterface(INamedTypeSymbol type)
        => type.TypeKind == TypeKind.Interface
            && type.AllInterfaces.Any(inherited => Is(inherited, "Orleans.IGrainWithStringKey"));
}
