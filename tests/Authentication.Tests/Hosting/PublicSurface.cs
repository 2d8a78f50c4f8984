using System.Reflection;

namespace Identity.Authentication.Tests.Hosting;

/// <summary>
/// Writes down what an assembly shows to others, one line for each type and member, in ordinal order.
/// </summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    public static IReadOnlyList<string> Of(Assembly assembly)
    {
        var lines = new List<string>();
        foreach (var type in assembly.GetExportedTypes())
        {
            // What the engine's generator adds is for the engine.
            if (type.FullName!.StartsWith("Orleans", StringComparison.Ordinal)) continue;
            lines.Add($"{KindOf(type)} {type.FullName}{BasesOf(type)}");
            var members = type.GetMembers(Declared).Select(LineOf).OfType<string>();
            lines.AddRange(members.Select(line => $"{type.FullName}.{line}"));
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static string KindOf(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string BasesOf(Type type)
    {
        if (type.IsEnum) return "";
        var bases = type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []).Select(NameOf);
        if (type.BaseType is { } parent && parent != typeof(object)) bases = bases.Prepend(NameOf(parent));
        var text = string.Join(", ", bases.Order(StringComparer.Ordinal));
        return text.Length == 0 ? "" : $" : {text}";
    }

    private static string? LineOf(MemberInfo member) => member switch
    {
        FieldInfo { IsLiteral: true, IsPublic: true } field => $"{field.Name} = {field.GetRawConstantValue()}",
        FieldInfo { IsPublic: true, IsSpecialName: false } field => $"{field.Name} -> {NameOf(field.FieldType)}",
        ConstructorInfo constructor when IsVisible(constructor) => $"ctor({ParametersOf(constructor)})",
        MethodInfo { IsSpecialName: false } method when IsVisible(method) =>
            $"{method.Name}({ParametersOf(method)}) -> {NameOf(method.ReturnParameter)}",
        PropertyInfo property => LineOf(property),
        _ => null,
    };

    private static string? LineOf(PropertyInfo property)
    {
        var getter = IsVisible(property.GetMethod) ? " get" : "";
        var setter = IsVisible(property.SetMethod) ? " set" : "";
        var accessors = getter + setter;
        return accessors.Length == 0
            ? null
            : $"{property.Name}{accessors} -> {NameOf(property.PropertyType)}{MarkOf(Nullability.Create(property))}";
    }

    private static bool IsVisible(MethodBase? method) =>
        method is not null && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly);

    private static string ParametersOf(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter => $"{NameOf(parameter)} {parameter.Name}"));

    private static string NameOf(ParameterInfo parameter) =>
        $"{NameOf(parameter.ParameterType)}{MarkOf(Nullability.Create(parameter))}";

    private static string MarkOf(NullabilityInfo info) =>
        info.ReadState == NullabilityState.Nullable && Nullable.GetUnderlyingType(info.Type) is null ? "?" : "";

    private static string NameOf(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying) return $"{NameOf(underlying)}?";
        if (!type.IsGenericType) return type.Name;
        return $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>";
    }
}
