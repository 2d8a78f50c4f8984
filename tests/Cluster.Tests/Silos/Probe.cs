using System.Net;

namespace Identity.Cluster.Tests.Silos;

/// <summary>One request of a steady load.</summary>
/// <param name="At">When it was sent, since the load began.</param>
/// <param name="Took">How long its answer took.</param>
/// <param name="Status">The answer; null when there was none.</param>
internal readonly record struct Probe(TimeSpan At, TimeSpan Took, HttpStatusCode? Status)
{
    public bool Failed => Status != HttpStatusCode.OK;
}
