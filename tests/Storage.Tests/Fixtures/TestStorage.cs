using System.Diagnostics.Metrics;
using Identity.Storage.Directory;
using Identity.Storage.Directory.Lists;
using Identity.Storage.GrainState;
using Identity.Storage.Health;
using Identity.Storage.Inbox;
using Identity.Storage.Settings;
using Identity.Storage.Startup;
using Microsoft.Extensions.DependencyInjection;

namespace Identity.Storage.Tests.Fixtures;

/// <summary>The services that <c>AddIdentityStorage</c> adds, as one process has them.</summary>
internal sealed class TestStorage(ServiceProvider services) : IAsyncDisposable
{
    public IInbox Inbox => Get<IInbox>();

    public IGrainStateStore GrainState => Get<IGrainStateStore>();

    public IDirectory Directory => Get<IDirectory>();

    public IDirectoryLists Lists => Get<IDirectoryLists>();

    public ISettingStore Settings => Get<ISettingStore>();

    public IStorageHealth Health => Get<IStorageHealth>();

    public IStorageStartup Startup => Get<IStorageStartup>();

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Notes the size of every transaction that is committed from now on.</summary>
    public CommitRecorder RecordCommits() => new(Get<IMeterFactory>());

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
