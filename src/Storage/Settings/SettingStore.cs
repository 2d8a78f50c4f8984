using Identity.Storage.Commits;
using Identity.Storage.Startup;

namespace Identity.Storage.Settings;

/// <inheritdoc/>
internal sealed class SettingStore(CommitQueue queue, IQueries queries) : ISettingStore
{
    private const int MaxName = 100;
    private const int MaxValue = 4096;

    /// <inheritdoc/>
    public ValueTask<string?> GetAsync(string name, CancellationToken cancellationToken)
    {
        ThrowIfNotAName(name);
        return ReadAsync(queries, name, cancellationToken);
    }

    /// <inheritdoc/>
    public Task SetAsync(string name, string value, CancellationToken cancellationToken)
    {
        ThrowIfNotAName(name);
        ThrowIfNotAValue(value, nameof(value));
        return queue.SubmitAsync(new SetSetting(name, value), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> TryReplaceAsync(
        string name, string? expected, string value, CancellationToken cancellationToken)
    {
        ThrowIfNotAName(name);
        if (expected is not null) ThrowIfNotAValue(expected, nameof(expected));
        ThrowIfNotAValue(value, nameof(value));
        return queue.SubmitAsync(new ReplaceSetting(name, expected, value), cancellationToken);
    }

    /// <summary>Reads a setting, storage's own too; null without one.</summary>
    internal static async ValueTask<string?> ReadAsync(
        IQueries queries, string name, CancellationToken cancellationToken)
    {
        var values = await queries.QueryAsync(
            "SELECT value FROM settings WHERE name = $1", row => row.GetString(0), cancellationToken, name);
        return values.IsEmpty ? null : values[0];
    }

    private static void ThrowIfNotAName(string name)
    {
        if (name is not { Length: > 0 and <= MaxName } || StoredText.Clean(name) != name)
            throw new ArgumentException($"A setting's name has 1 to {MaxName} characters.", nameof(name));
        if (name == PinInstance.SettingName)
            throw new ArgumentException("This setting is storage's own.", nameof(name));
    }

    private static void ThrowIfNotAValue(string value, string parameter)
    {
        if (value is not { Length: <= MaxValue } || StoredText.Clean(value) != value)
            throw new ArgumentException($"A setting's value has at most {MaxValue} characters.", parameter);
    }
}
