using System;

namespace Orleans.Generator;

/// <summary>What is generated for one grain interface or class.</summary>
/// <param name="name">The full name of the type that it is for.</param>
/// <param name="source">A type declaration; empty if it needs none.</param>
/// <param name="registration">The statement that registers it; empty if it can't be.</param>
/// <param name="diagnostics">What is wrong with it.</param>
internal sealed class GeneratedType(
    string name, string source, string registration, EquatableArray<DiagnosticInfo> diagnostics)
    : IEquatable<GeneratedType>
{
    public string Name { get; } = name;

    public string Source { get; } = source;

    public string Registration { get; } = registration;

    public EquatableArray<DiagnosticInfo> Diagnostics { get; } = diagnostics;

    public bool Equals(GeneratedType? other)
        => other is not null && Name == other.Name && Source == other.Source
            && Registration == other.Registration && Diagnostics.Equals(other.Diagnostics);

    public override bool Equals(object? obj) => Equals(obj as GeneratedType);

    public override int GetHashCode() => (Name, Source, Registration).GetHashCode();
}
