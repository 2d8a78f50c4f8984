using Identity.Clerk.Identifiers;
using Identity.Ingest.BackendApi;
using Identity.Ingest.Webhooks;
using Identity.Storage.Settings;

namespace Identity.Ingest.Walks;

/// <summary>Keeps a walk from comparing one instance's list with another's users.</summary>
/// <remarks>
/// The first walk notes whose users it brought: a database that only walks have filled has no instance by its events. Whose
/// events are taken is still for an event, or an operator, to say.
/// </remarks>
internal sealed class InstanceCheck(BackendApiWalk walk, InstancePin pin, ISettingStore settings)
{
    private const string Setting = "walks.instance";

    /// <exception cref="WrongInstanceException">They differ.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var answer = await walk.AskAsync("get_jwks", (api, ct) => api.GetInstanceAsync(ct), cancellationToken);
        if (answer is not { } key) return;
        if (await pin.FindAsync(cancellationToken) is { } stored && stored != key)
        {
            throw new WrongInstanceException(key, stored);
        }

        await settings.TryReplaceAsync(Setting, null, key.Value, cancellationToken);
        var noted = await settings.GetAsync(Setting, cancellationToken);
        if (InstanceId.TryParse(noted, out var walked) && walked != key) throw new WrongInstanceException(key, walked);
    }
}
