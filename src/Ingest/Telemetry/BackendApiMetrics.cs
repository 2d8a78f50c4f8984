using System.Diagnostics.Metrics;
using System.Net;

namespace Identity.Ingest.Telemetry;

/// <summary>How often Clerk's Backend API is asked. On the way of requests of known users it never is.</summary>
internal sealed class BackendApiMetrics
{
    private readonly Counter<long> _requests;

    public BackendApiMetrics(IMeterFactory meters) => _requests = meters.Create(InstrumentNames.Meter)
        .CreateCounter<long>(InstrumentNames.BackendApiRequests, "{request}", "Questions to Clerk's Backend API.");

    /// <summary>Counts a question for a user.</summary>
    /// <param name="status">What was answered; null for no answer.</param>
    public void Asked(HttpStatusCode? status) => _requests.Add(
        1,
        new KeyValuePair<string, object?>("operation", "get_user"),
        new KeyValuePair<string, object?>("status_class", status is { } s ? $"{(int)s / 100}xx" : "none"));
}
