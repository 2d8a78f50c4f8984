using System.Diagnostics.Metrics;
using System.Net;
using Identity.Clerk.Api;
using Identity.Ingest.Telemetry;

namespace Identity.Ingest.BackendApi;

/// <summary>How often Clerk's Backend API is asked. On the way of requests of known users it never is.</summary>
internal sealed class BackendApiMetrics
{
    private readonly Counter<long> _requests;

    public BackendApiMetrics(IMeterFactory meters) => _requests = meters.Create(InstrumentNames.Meter)
        .CreateCounter<long>(InstrumentNames.BackendApiRequests, "{request}", "Questions to Clerk's Backend API.");

    /// <summary>Asks, and counts what came of it.</summary>
    /// <param name="operation">What is asked for, one of a fixed list.</param>
    /// <param name="ask">The question; null is Clerk's 404.</param>
    public async Task<T?> CountAsync<T>(string operation, Func<Task<T?>> ask)
    {
        try
        {
            var answer = await ask();
            Asked(operation, answer is null ? HttpStatusCode.NotFound : HttpStatusCode.OK);
            return answer;
        }
        catch (BackendApiException exception)
        {
            Asked(operation, exception.Status);
            throw;
        }
    }

    /// <summary>Counts an answer; null is none.</summary>
    public void Asked(string operation, HttpStatusCode? status) => _requests.Add(
        1,
        new KeyValuePair<string, object?>("operation", operation),
        new KeyValuePair<string, object?>("status_class", ClassOf(status)));

    // Too many questions is a class of its own: it is the one that is our doing, and that asking less would cure.
    private static string ClassOf(HttpStatusCode? status) => status switch
    {
        null => "none",
        HttpStatusCode.TooManyRequests => "429",
        { } s => $"{(int)s / 100}xx",
    };
}
