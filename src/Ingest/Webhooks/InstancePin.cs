using Identity.Clerk.Identifiers;
using Identity.Ingest.Hosting;
using Identity.Storage.Startup;
using Microsoft.Extensions.Options;

namespace Identity.Ingest.Webhooks;

/// <summary>The one Clerk instance whose events change this cluster: configured, or the first one that was seen.</summary>
internal sealed class InstancePin
{
    /// <summary>Stands for the instance of a message that doesn't say.</summary>
    internal static readonly InstanceId Unknown = InstanceId.Parse("ins_unknown");

    private readonly IStorageStartup _storage;
    private InstanceIdBox? _known;

    public InstancePin(IOptions<IngestOptions> options, IStorageStartup storage)
    {
        _storage = storage;
        if (options.Value.InstanceId is { } configured) _known = new InstanceIdBox(InstanceId.Parse(configured));
    }

    /// <summary>The instance; null before it is known.</summary>
    public InstanceId? Known => _known?.Id;

    /// <summary>The instance; it becomes the candidate's when none is known yet.</summary>
    public ValueTask<InstanceId> GetAsync(InstanceId candidate, CancellationToken cancellationToken) =>
        _known is { } known ? new(known.Id) : PinAsync(candidate, cancellationToken);

    /// <summary>The instance; null when none is configured and no event has come yet.</summary>
    public async ValueTask<InstanceId?> FindAsync(CancellationToken cancellationToken) =>
        Known ?? await _storage.FindInstanceAsync(cancellationToken);

    private async ValueTask<InstanceId> PinAsync(InstanceId candidate, CancellationToken cancellationToken)
    {
        var pinned = await _storage.PinInstanceAsync(candidate, cancellationToken);
        _known = new InstanceIdBox(pinned);
        return pinned;
    }

    // A reference is swapped whole; a nullable struct isn't.
    private sealed record InstanceIdBox(InstanceId Id);
}
