using Identity.Storage.Commits;

namespace Identity.Storage.Settings;

/// <summary>Sets a value, whatever it was.</summary>
internal sealed class SetSetting(string name, string value) : StorageCommand<bool>
{
    internal string Name { get; } = name;

    internal string Value { get; } = value;

    internal override int Size => Value.Length;

    // Of two values the one that was given last counts.
    internal override object OrderKey => (typeof(SetSetting), Name);
}
