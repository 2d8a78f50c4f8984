using Identity.Clerk.Identifiers;
using Identity.Storage.Commits;

namespace Identity.Storage.Startup;

/// <summary>Stores the database's Clerk instance unless it has one.</summary>
internal sealed class PinInstance(InstanceId candidate) : StorageCommand<InstanceId>
{
    /// <summary>The row of the settings table.</summary>
    internal const string SettingName = "instance_id";

    internal InstanceId Candidate { get; } = candidate;

    internal override bool MustBeOnDisk => true;

    internal override object OrderKey => typeof(PinInstance);
}
