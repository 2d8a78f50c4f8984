using Identity.Storage.Commits;

namespace Identity.Storage.Settings;

/// <summary>Sets a value if it is what is expected; the result says whether it was.</summary>
internal sealed class ReplaceSetting(string name, string? expected, string value) : StorageCommand<bool>
{
    internal string Name { get; } = name;

    internal string? Expected { get; } = expected;

    internal string Value { get; } = value;

    internal override int Size => Value.Length;

    // The second of two may expect the value that the first one sets.
    internal override object OrderKey => (typeof(SetSetting), Name);
}
