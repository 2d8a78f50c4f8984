using System.Diagnostics.Metrics;
using Identity.Authentication.Metrics;

namespace Identity.Authentication.Propagation;

/// <summary>Counts what requests say about their callers and isn't believed.</summary>
internal sealed class PropagationMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _rejections = meters.Create(InstrumentNames.Meter).CreateCounter<long>(
        InstrumentNames.PropagationRejections, "{request}", "Requests whose word about their caller wasn't believed.");

    public void Reject(PropagationRejection rejection)
    {
        if (!_rejections.Enabled) return;
        _rejections.Add(1, new KeyValuePair<string, object?>(InstrumentNames.ReasonTag, NameOf(rejection)));
    }

    private static string NameOf(PropagationRejection rejection) => rejection switch
    {
        PropagationRejection.UnknownKey => "unknown-key",
        PropagationRejection.BadSignature => "bad-signature",
        PropagationRejection.WrongAudience => "wrong-audience",
        PropagationRejection.Skewed => "skewed",
        PropagationRejection.WrongTarget => "wrong-target",
        PropagationRejection.Replayed => "replayed",
        PropagationRejection.TooMany => "too-many",
        _ => "malformed",
    };
}
