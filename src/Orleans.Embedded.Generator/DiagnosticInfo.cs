using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Orleans.Generator;

/// <summary>A diagnostic in values that can be compared; a location holds on to a whole compilation.</summary>
internal sealed class DiagnosticInfo(DiagnosticDescriptor rule, ISymbol where, string argument)
    : IEquatable<DiagnosticInfo>
{
    private readonly FileLinePositionSpan _lines = Source(where).GetLineSpan();
    private readonly TextSpan _span = Source(where).SourceSpan;

    public Diagnostic ToDiagnostic()
        => Diagnostic.Create(rule, Location.Create(_lines.Path, _span, _lines.Span), argument);

    public bool Equals(DiagnosticInfo? other)
        => other is not null && ToKey().Equals(other.ToKey());

    public override bool Equals(object? obj) => Equals(obj as DiagnosticInfo);

    public override int GetHashCode() => ToKey().GetHashCode();

    private static Location Source(ISymbol symbol)
        => symbol.Locations.Length > 0 && symbol.Locations[0].IsInSource ? symbol.Locations[0] : Location.None;

    private (string Rule, string Argument, string Path, TextSpan Span) ToKey()
        => (rule.Id, argument, _lines.Path, _span);
}
