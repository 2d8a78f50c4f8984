namespace Identity.Authentication.Metrics;

/// <summary>The names by which operators know what is measured here.</summary>
internal static class InstrumentNames
{
    public const string Meter = "Identity.Authentication";

    public const string Duration = "identity.auth.duration";
    public const string ResolveDuration = "identity.user.resolve.duration";
    public const string Rejections = "identity.auth.rejections";
    public const string Unavailable = "identity.auth.unavailable";

    public const string OutcomeTag = "outcome";
    public const string SourceTag = "source";
    public const string ReasonTag = "reason";
    public const string ActivationTag = "activation";
}
