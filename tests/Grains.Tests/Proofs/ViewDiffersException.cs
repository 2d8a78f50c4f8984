namespace Identity.Grains.Tests.Proofs;

/// <summary>What readers see isn't the truth.</summary>
/// <param name="difference">Where.</param>
internal sealed class ViewDiffersException(string difference) : Xunit.Sdk.XunitException(difference);
