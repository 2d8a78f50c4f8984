using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Orleans.Generator;

/// <summary>Writes the reference class of a grain interface.</summary>
internal static class InterfaceReader
{
    public static GeneratedType? Read(INamedTypeSymbol type)
    {
        if (!Names.IsGrainInterface(type))
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

        var methods = Methods(type, problems);
        if (problems.Count > 0)
        {
            return new GeneratedType(Names.Of(type), "", "", new EquatableArray<DiagnosticInfo>([.. problems]));
        }

        var reference = Names.Identifier(Names.Of(type)) + "Reference";
        var source = new StringBuilder();
        source.AppendLine($"internal sealed class {reference}");
        source.AppendLine($"    : global::Orleans.Runtime.GrainReference, {Names.Source(type)}");
        source.AppendLine("{");
        source.AppendLine($"    public {reference}({Names.Activations}ActivationDirectory directory, string key)");
        source.AppendLine("        : base(directory, key)");
        source.AppendLine("    {");
        source.AppendLine("    }");
        for (var index = 0; index < methods.Count; index++)
        {
            MethodWriter.Write(source, methods[index], $"Call{index}");
        }

        source.AppendLine("}");
        var registration = $"{Names.Registration}GrainRegistry.AddInterface<{Names.Source(type)}>("
            + $"static (directory, key) => new {reference}(directory, key));";
        return new GeneratedType(Names.Of(type), source.ToString(), registration, default);
    }

    private static List<IMethodSymbol> Methods(INamedTypeSymbol type, List<DiagnosticInfo> problems)
    {
        var methods = new List<IMethodSymbol>();
        foreach (var member in type.AllInterfaces.Insert(0, type).SelectMany(declaring => declaring.GetMembers()))
        {
            // A problem of an inherited member is shown where it is inherited if its own source is elsewhere.
            var where = member.Locations.Any(location => location.IsInSource) ? member : (ISymbol)type;
            var name = $"{member.ContainingType.Name}.{member.Name}";
            if (member.IsStatic || member is INamedTypeSymbol)
            {
                continue;
            }

            if (member is not IMethodSymbol method)
            {
                problems.Add(new DiagnosticInfo(Rules.Member, where, name));
            }
            else if (method.MethodKind != MethodKind.Ordinary || method.DeclaredAccessibility != Accessibility.Public)
            {
                // Accessors are reported with their property; what isn't public can't be called from outside.
                continue;
            }
            else if (!MethodWriter.IsTask(method.ReturnType))
            {
                problems.Add(new DiagnosticInfo(Rules.ReturnType, where, name));
            }
            else if (method.IsGenericMethod || method.Parameters.Any(IsUnusable))
            {
                problems.Add(new DiagnosticInfo(Rules.Signature, where, name));
            }
            else
            {
                methods.Add(method);
            }
        }

        return methods;
    }

    private static bool IsUnusable(IParameterSymbol parameter)
        => parameter.RefKind != RefKind.None || parameter.Type.IsRefLikeType
            || parameter.Type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer;
}
