using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;
using Identity.Storage;
using Identity.Storage.GrainState;
using Identity.Storage.Inbox;
using Identity.Storage.Startup;
using Identity.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Identity.Bench.Lists;

/// <summary>Users who differ in all by which they are listed, in the rows that grains and inbox would write.</summary>
internal static class ListedUsers
{
    private const int Filling = 2_000;
    private const long Start = 1_600_000_000_000;

    /// <summary>Stores so many, without a webhook.</summary>
    public static async Task StoreAsync(StorageProvider provider, string connectionString, int users)
    {
        await using var services = new ServiceCollection().AddIdentityStorage(options =>
        {
            options.Provider = provider;
            options.ConnectionString = connectionString;
            options.CommandTimeout = TimeSpan.FromMinutes(1);
        }).BuildServiceProvider();
        await services.GetRequiredService<IStorageStartup>().StartAsync(CancellationToken.None);
        var states = services.GetRequiredService<IGrainStateStore>();
        var inbox = services.GetRequiredService<IInbox>();
        await WithoutIndexes.RunAsync(provider, connectionString, async () =>
        {
            foreach (var some in Enumerable.Range(0, users).Chunk(Filling))
            {
                await Task.WhenAll(some.SelectMany(i => new Task[]
                {
                    states.WriteAsync(new GrainStateKey("user", Id(i)), State(i), null, CancellationToken.None),
                    inbox.CompleteAsync([], new DirectoryEntries(Row(i), null, []), CancellationToken.None),
                }));
            }
        });
    }

    /// <summary>The id of one of them. Clerk's begin with the time, too, so that they are in the order of creation.</summary>
    public static string Id(int i) => string.Create(CultureInfo.InvariantCulture, $"user_3K5Qy9VzFpcm0RzckqA{i:D8}");

    // Otherwise every order would be the one in which they are stored.
    private static int Scatter(int i) => (int)((i * 7_368_787L) % 99_999_989L);

    private static UserEntry Row(int i) => new()
    {
        Id = UserId.Parse(Id(i)),
        Revision = 1,
        Banned = i % 100 == 0,
        Username = $"name{Scatter(i)}",
        FirstName = $"First{Scatter(i) % 5000}",
        LastName = $"Surname{Scatter(i) % 100}",
        EmailAddresses = [$"member{i}@example.org"],
        PhoneNumbers = [$"+1555{Scatter(i):D8}"],
        PrimaryEmailAddress = $"member{i}@example.org",
        PrimaryPhoneNumber = $"+1555{Scatter(i):D8}",
        CreatedAt = Start + i,
        UpdatedAt = Start + Scatter(i),
        LastSignInAt = i % 3 == 0 ? null : Start + Scatter(i + 1),
        LastActiveAt = i % 3 == 0 ? null : Start + (Scatter(i) / 1000),
    };

    private static ReadOnlyMemory<byte> State(int i)
    {
        var user = ClerkEventJson.User(Id(i), Start + i, email: $"member{i}@example.org");
        user["public_metadata"] = new JsonObject { ["notes"] = new string('x', 1500) };
        return Encoding.UTF8.GetBytes(
            $$"""{"revision":1,"profile":{"version":[{{Start + i}},{{Start + i}},1,"msg_{{i}}"],"raw":{{user.ToJsonString()}}},"sessions":[],"memberships":[]}""");
    }
}
