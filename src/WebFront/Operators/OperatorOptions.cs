namespace Identity.WebFront.Operators;

/// <summary>Stands for the operators' settings where the host checks them at its start.</summary>
internal sealed class OperatorOptions;
