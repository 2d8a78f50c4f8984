using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Orleans.Generator;

/// <summary>Writes how an instance of a grain class is made.</summary>
internal static class ClassReader
{
    public static GeneratedType? Read(INamedTypeSymbol type)
    {
        var interfaces = type.AllInterfaces.Where(Names.IsGrainInterface).ToArray();
        if (type.IsAbstract || interfaces.Length == 0 || !IsGrain(type))
        {
            return null;
        }

        var problems = new List<DiagnosticInfo>();
        if (Names.IsGeneric(type))
        {
            problems.Add(new DiagnosticInfo(Rules.Generic, type, type.Name));
        }
        else if (!Names.IsVisible(type))
        {
            problems.Add(new DiagnosticInfo(Rules.Accessibility, type, type.Name));
        }

        var constructor = Constructor(type);
        if (constructor is null)
        {
            problems.Add(new DiagnosticInfo(Rules.Constructor, type, type.Name));
        }

        var dependencies = new List<string>();
        var arguments = constructor?.Parameters
            .Select(parameter => ArgumentWriter.Write(parameter, dependencies, problems))
            .ToArray() ?? [];
        if (problems.Count > 0)
        {
            return new GeneratedType(Names.Of(type), "", "", new EquatableArray<DiagnosticInfo>([.. problems]));
        }

        var registration = $"{Names.Registration}GrainRegistry.AddClass({Names.TypeOf(type)}, "
            + $"static construction => new {Names.Source(type)}({string.Join(", ", arguments)}), "
            + $"new global::System.Type[] {{ {string.Join(", ", interfaces.Select(Names.TypeOf))} }}, "
            + $"new global::System.Type[] {{ {string.Join(", ", dependencies)} }});";
        return new GeneratedType(Names.Of(type), "", registration, default);
    }

    private static bool IsGrain(INamedTypeSymbol type)
    {
        for (var inherited = type.BaseType; inherited is not null; inherited = inherited.BaseType)
        {
            if (Names.Is(inherited, "Orleans.Grain"))
            {
                return true;
            }
        }

        return false;
    }

    private static IMethodSymbol? Constructor(INamedTypeSymbol type)
    {
        var constructors = type.InstanceConstructors
            .Where(candidate => candidate.DeclaredAccessibility == Accessibility.Public)
            .ToArray();
        return constructors.Length == 1
            ? constructors[0]
            : constructors.SingleOrDefault(candidate => Names.Has(
                candidate, "Microsoft.Extensions.DependencyInjection.ActivatorUtilitiesConstructorAttribute"));
    }
}
