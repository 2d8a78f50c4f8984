using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Orleans.Generator;

/// <summary>Writes one method of a reference class, and the struct that holds its arguments.</summary>
internal static class MethodWriter
{
    private const string TaskName = "System.Threading.Tasks.Task";
    private const string TaskOfName = "System.Threading.Tasks.Task<TResult>";
    private const string ValueTaskName = "System.Threading.Tasks.ValueTask";
    private const string ValueTaskOfName = "System.Threading.Tasks.ValueTask<TResult>";

    public static bool IsTask(ITypeSymbol type)
        => Names.Of(type) is TaskName or TaskOfName or ValueTaskName or ValueTaskOfName;

    public static void Write(StringBuilder source, IMethodSymbol method, string call)
    {
        var task = (INamedTypeSymbol)method.ReturnType;
        var returned = Names.Source(task);
        var grain = Names.Source(method.ContainingType);
        var caller = Names.Of(task) is TaskName or TaskOfName ? "CallTask" : "CallValueTask";
        var result = task.TypeArguments.Length == 1 ? ", " + Names.Source(task.TypeArguments[0]) : "";
        var types = method.Parameters.Select(parameter => Names.Source(parameter.Type)).ToArray();
        var parameters = string.Join(", ", types.Select((type, index) => $"{type} a{index}"));
        var arguments = string.Join(", ", types.Select((_, index) => $"a{index}"));
        var fields = string.Join(", ", types.Select((_, index) => $"_a{index}"));

        source.AppendLine();
        source.AppendLine($"    {returned} {grain}.@{method.Name}({parameters})");
        source.AppendLine($"        => {caller}<{call}{result}>(new {call}({arguments}));");
        source.AppendLine();
        source.AppendLine($"    private readonly struct {call} : {Names.Calls}IGrainCall<{returned}>");
        source.AppendLine("    {");
        if (types.Length > 0)
        {
            for (var index = 0; index < types.Length; index++)
            {
                source.AppendLine($"        private readonly {types[index]} _a{index};");
            }

            source.AppendLine();
            source.AppendLine($"        public {call}({parameters})");
            source.AppendLine("        {");
            for (var index = 0; index < types.Length; index++)
            {
                source.AppendLine($"            _a{index} = a{index};");
            }

            source.AppendLine("        }");
            source.AppendLine();
        }

        source.AppendLine($"        public static string Method => \"{method.ContainingType.Name}.{method.Name}\";");
        source.AppendLine();
        var signature = string.Join(", ", method.Parameters.Select(parameter => Names.TypeOf(parameter.Type)));
        source.AppendLine("        public static global::System.Reflection.MethodInfo InterfaceMethod { get; }");
        source.AppendLine($"            = {Names.TypeOf(method.ContainingType)}.GetMethod(");
        source.AppendLine($"                \"{method.Name}\", new global::System.Type[] {{ {signature} }})!;");
        source.AppendLine();
        source.AppendLine($"        public static {Names.Calls}GrainCallOptions Options => {Options(method)};");
        source.AppendLine();
        source.AppendLine($"        public {returned} Invoke(global::Orleans.Grain grain)");
        source.AppendLine($"            => (({grain})(object)grain).@{method.Name}({fields});");
        source.AppendLine("    }");
    }

    private static string Options(IMethodSymbol method)
    {
        var options = Names.Calls + "GrainCallOptions.None";
        if (Names.Has(method, "Orleans.Concurrency.ReadOnlyAttribute"))
        {
            options += " | " + Names.Calls + "GrainCallOptions.ReadOnly";
        }

        if (Names.Has(method, "Orleans.Concurrency.AlwaysInterleaveAttribute"))
        {
            options += " | " + Names.Calls + "GrainCallOptions.AlwaysInterleave";
        }

        return options;
    }
}
