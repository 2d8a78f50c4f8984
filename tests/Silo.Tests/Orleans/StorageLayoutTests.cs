using System.Text;
using Identity.Clerk.Identifiers;
using Identity.Grains;
using Identity.Grains.Events;
using Identity.Storage.GrainState;
using Identity.Testing;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Storage;

namespace Identity.Silo.Tests.Orleans;

/// <summary>One database serves both engines: what one has stored the other goes on with.</summary>
public class StorageLayoutTests
{
    private const string Ada = "user_29w83sxmDNGwOuEthce5gg56FcC";
    private const long Start = 1_790_845_200_000;

    private static readonly GrainStateKey Key = new(GrainStorage.UserState, Ada);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StoredByASilo_TheEmbeddedEnginesStoreReadsItAndWritesTheNextVersion()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.User(Ada).ApplyAsync([User(1, "Ada")]);

        var stored = await silo.Store.ReadAsync(Key, Cancel);
        Assert.Equal(1, stored?.Version);
        Assert.Contains("\"first_name\":\"Ada\"", Encoding.UTF8.GetString(stored!.Value.Payload.Span), StringComparison.Ordinal);
        Assert.Equal(2, await silo.Store.WriteAsync(Key, stored.Value.Payload, 1, Cancel));
    }

    [Fact]
    public async Task StoredByTheEmbeddedEnginesStore_ASiloReadsItAndWritesTheNextVersion()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.User("user_other").ApplyAsync([User(1, "Ben", "user_other")]);
        var other = await silo.Store.ReadAsync(new GrainStateKey(GrainStorage.UserState, "user_other"), Cancel);
        var asAda = Encoding.UTF8.GetString(other!.Value.Payload.Span).Replace("user_other", Ada, StringComparison.Ordinal);
        Assert.Equal(1, await silo.Store.WriteAsync(Key, Encoding.UTF8.GetBytes(asAda), null, Cancel));

        Assert.Equal("Ben", (await silo.User(Ada).GetAsync())?.FirstName);
        await silo.User(Ada).ApplyAsync([User(2, "Benedict")]);
        Assert.Equal(2, (await silo.Store.ReadAsync(Key, Cancel))?.Version);
    }

    [Fact]
    public async Task WrittenBehindASilosBack_TheWriteFailsAndTheNextActivationIsRight()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.User(Ada).ApplyAsync([User(1, "Ada")]);
        var stored = await silo.Store.ReadAsync(Key, Cancel);
        await silo.Store.WriteAsync(Key, stored!.Value.Payload, 1, Cancel);

        await Assert.ThrowsAsync<InconsistentStateException>(() => silo.User(Ada).ApplyAsync([User(2, "Adaeze")]));
        await silo.User(Ada).ApplyAsync([User(2, "Adaeze")]);
        Assert.Equal(3, (await silo.Store.ReadAsync(Key, Cancel))?.Version);
        Assert.Equal("Adaeze", (await silo.User(Ada).GetAsync())?.FirstName);
    }

    [Fact]
    public async Task ServiceId_IsWhatTheEmbeddedEngineWrites()
    {
        await using var silo = await SiloHost.StartAsync();
        Assert.Equal(
            new Storage.StorageOptions().ServiceId, silo.Get<IOptions<ClusterOptions>>().Value.ServiceId);
    }

    private static ClerkDelivery User(int number, string firstName, string id = Ada)
    {
        var user = ClerkEventJson.User(id, Start + number);
        user["first_name"] = firstName;
        return new ClerkDelivery(
            MessageId.Parse($"msg_{number}"), ClerkEventJson.Envelope("user.updated", user, Start + number));
    }
}
