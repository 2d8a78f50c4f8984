using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Orleans.Generator;

/// <summary>Writes where one argument of a grain's constructor comes from.</summary>
internal static class ArgumentWriter
{
    public static string Write(IParameterSymbol parameter, List<string> dependencies, List<DiagnosticInfo> problems)
    {
        var facet = Attribute(parameter, "Orleans.Runtime.PersistentStateAttribute");
        if (facet is not null)
        {
            return State(parameter, facet, problems);
        }

        if (Names.Is(parameter.Type, "Orleans.Runtime.IGrainContext"))
        {
            return "construction.GrainContext";
        }

        // A nullable reference is asked for as what it is; the container doesn't know nullability.
        var type = Names.Source(parameter.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated));
        if (Names.Is(parameter.Type, "System.IServiceProvider"))
        {
            // Whoever takes the container may take anything from it, scoped services included.
            dependencies.Add(Names.TypeOf(parameter.Type));
            return "construction.Services";
        }

        var keyed = Attribute(parameter, "Microsoft.Extensions.DependencyInjection.FromKeyedServicesAttribute");
        dependencies.Add(Names.TypeOf(parameter.Type));
        if (keyed is not null && keyed.ConstructorArguments.Length == 1)
        {
            return $"construction.KeyedService<{type}>({keyed.ConstructorArguments[0].ToCSharpString()})";
        }

        return parameter.HasExplicitDefaultValue
            ? $"construction.ServiceOr<{Names.Source(parameter.Type)}>({Default(parameter)})"
            : $"construction.Service<{type}>()";
    }

    private static string State(IParameterSymbol parameter, AttributeData facet, List<DiagnosticInfo> problems)
    {
        if (!Names.Is(parameter.Type, "Orleans.Runtime.IPersistentState<TState>"))
        {
            problems.Add(new DiagnosticInfo(Rules.Facet, parameter, parameter.Name));
            return "";
        }

        var state = ((INamedTypeSymbol)parameter.Type).TypeArguments[0];
        if (!CanBeMade(state))
        {
            problems.Add(new DiagnosticInfo(Rules.Facet, parameter, parameter.Name));
            return "";
        }

        var names = facet.ConstructorArguments.Select(argument => argument.ToCSharpString());
        return $"construction.State<{Names.Source(state)}>({string.Join(", ", names)})";
    }

    private static bool CanBeMade(ITypeSymbol type)
        => type.IsValueType
            || (type is INamedTypeSymbol { IsAbstract: false, TypeKind: TypeKind.Class } named
                && named.InstanceConstructors.Any(constructor => constructor.Parameters.IsEmpty
                    && constructor.DeclaredAccessibility == Accessibility.Public));

    private static string Default(IParameterSymbol parameter)
        => parameter.ExplicitDefaultValue is { } value && parameter.Type.TypeKind != TypeKind.Enum
            ? SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)
            : "default!";

    private static AttributeData? Attribute(IParameterSymbol parameter, string name)
        => parameter.GetAttributes().FirstOrDefault(found => Names.Is(found.AttributeClass, name));
}
