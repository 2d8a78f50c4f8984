using Microsoft.CodeAnalysis;

namespace Orleans.Generator;

/// <summary>What a grain interface or class must not do.</summary>
internal static class Rules
{
    public static readonly DiagnosticDescriptor ReturnType = Rule(
        "OEG001",
        "A grain method returns a task",
        "{0} must return Task, Task<T>, ValueTask or ValueTask<T>");

    public static readonly DiagnosticDescriptor Signature = Rule(
        "OEG002",
        "A grain method has plain parameters",
        "{0} must not be generic and must not have ref, out, in, pointer or ref struct parameters");

    public static readonly DiagnosticDescriptor Member = Rule(
        "OEG003",
        "A grain interface has methods only",
        "{0} is no method; a grain interface can have nothing else");

    public static readonly DiagnosticDescriptor Generic = Rule(
        "OEG004",
        "Grain interfaces and classes are not generic",
        "{0} must not be generic, and must not stand in a generic type");

    public static readonly DiagnosticDescriptor Accessibility = Rule(
        "OEG005",
        "Generated code must see the type",
        "{0} must be public or internal, and so must the types it stands in");

    public static readonly DiagnosticDescriptor Constructor = Rule(
        "OEG006",
        "A grain has one public constructor",
        "{0} must have one public constructor, or mark one with [ActivatorUtilitiesConstructor]");

    public static readonly DiagnosticDescriptor Facet = Rule(
        "OEG007",
        "A persistent state is an IPersistentState<T>",
        "{0} must be an IPersistentState<T> whose T has a public constructor without parameters");

    private static DiagnosticDescriptor Rule(string id, string title, string message)
        => new(id, title, message, "Orleans.Embedded", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
