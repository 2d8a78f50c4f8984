using Identity.Storage.Commits;

namespace Identity.Storage.Settings;

/// <summary>Short notes that belong to the database as a whole: how far a job came, and who does it.</summary>
/// <remarks>
/// <para>
/// Names have 1 to 100 characters, values 0 to 4096; others, and text that UTF-8 can't hold, are an
/// <see cref="ArgumentException"/>. So is the name of a setting that storage keeps for itself.
/// </para>
/// <para>
/// Every method may throw <see cref="StorageUnavailableException"/>. Writes happen in the order of commits: after a
/// power cut a note never says more than what was written before it.
/// </para>
/// </remarks>
public interface ISettingStore
{
    /// <summary>A setting's value; null when it was never set.</summary>
    ValueTask<string?> GetAsync(string name, CancellationToken cancellationToken);

    /// <summary>Sets a value, whatever it was.</summary>
    Task SetAsync(string name, string value, CancellationToken cancellationToken);

    /// <summary>Sets a value if it is what is expected; null expects that it was never set.</summary>
    /// <returns>Whether it was set. Of several that expect the same, one succeeds.</returns>
    Task<bool> TryReplaceAsync(string name, string? expected, string value, CancellationToken cancellationToken);
}
