using Identity.Ingest.BackendApi;
using Identity.Ingest.Webhooks;

namespace Identity.Ingest.Walks;

/// <summary>Keeps a walk from comparing one instance's list with another's users.</summary>
internal sealed class InstanceCheck(BackendApiWalk walk, InstancePin pin)
{
    /// <exception cref="WrongInstanceException">They differ.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var key = await walk.AskAsync("get_jwks", (api, ct) => api.GetInstanceAsync(ct), cancellationToken);
        var stored = await pin.FindAsync(cancellationToken);
        if (key is { } k && stored is { } s && k != s) throw new WrongInstanceException(k, s);
    }
}
