using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;
using Identity.Storage.Commits;
using Identity.Storage.Directory;
using Identity.Storage.Inbox;
using Identity.Storage.Tests.Fixtures;

namespace Identity.Storage.Tests.Commits;

public abstract class CommitTests(StorageProvider provider) : StorageTest(provider)
{
    // Fails an insert of this type as a faulty row would, whatever the reason of the fault.
    private readonly string _refusePoison = provider is StorageProvider.Sqlite
        ? """
          CREATE TRIGGER no_poison BEFORE INSERT ON inbox WHEN NEW.type = 'poison'
          BEGIN SELECT RAISE(ABORT, 'poison'); END
          """
        : "ALTER TABLE inbox ADD CHECK (type <> 'poison')";

    public sealed class OnSqlite() : CommitTests(StorageProvider.Sqlite);

    public sealed class OnPostgreSql() : CommitTests(StorageProvider.PostgreSql);

    [Fact]
    public async Task Writes_OfSixtyFourCallers_ShareCommits()
    {
        using var commits = Storage.RecordCommits();
        List<Task<InboxReceipt>> writes;
        await using (await Database.BlockWritesAsync())
            writes = [.. Enumerable.Range(0, 64).Select(i => Storage.Inbox.AddAsync(Sample.Entry($"msg_{i}"), Token))];

        Assert.All(await Task.WhenAll(writes), receipt => Assert.True(receipt.Added));
        // The writer took what waited when it began; the rest came while it was kept waiting.
        Assert.InRange(commits.Sizes.Count, 1, 2);
        Assert.Equal(64, commits.Sizes.Sum());
    }

    [Fact]
    public async Task Writes_OfAllKinds_ShareACommit()
    {
        using var commits = Storage.RecordCommits();
        await Storage.Inbox.AddAsync(Sample.Entry("msg_0"), Token);
        Task[] writes;
        await using (await Database.BlockWritesAsync())
        {
            writes =
            [
                Storage.Inbox.AddAsync(Sample.Entry("msg_1"), Token),
                Storage.Inbox.CompleteAsync(Sample.Completion("msg_0"), Sample.Entries(Sample.User(Sample.Ann)), Token),
                Storage.GrainState.WriteAsync(new("user", "user_ann"), new byte[] { 1 }, null, Token),
                Storage.GrainState.WriteAsync(new("user", "user_bob"), new byte[] { 1 }, 7, Token),
                Storage.Inbox.ClaimDueAsync(5, Token),
                Storage.Health.ProbeAsync(Token),
                Storage.Startup.PinInstanceAsync(Sample.Instance, Token),
            ];
        }

        await Task.WhenAll(writes);

        Assert.InRange(commits.Sizes.Count, 2, 3);
        Assert.Equal(new InboxCounts(1, 0, 0, Sample.Entry().ReceivedAt), await Storage.Inbox.CountAsync(Token));
        Assert.Equal(1, (await Storage.GrainState.ReadAsync(new("user", "user_ann"), Token))?.Version);
        Assert.Null(await Storage.GrainState.ReadAsync(new("user", "user_bob"), Token));
    }

    [Fact]
    public async Task Writes_OfEachKindInNumbers_ShareCommits()
    {
        using var commits = Storage.RecordCommits();
        List<Task> writes = [];
        await using (await Database.BlockWritesAsync())
        {
            for (var i = 0; i < 20; i++)
            {
                var user = UserId.Parse($"user_{i}");
                var entries = new DirectoryEntries(
                    Sample.User(user) with { EmailAddresses = [$"{i}@x.org", "shared@x.org"] },
                    Sample.Organization(OrganizationId.Parse($"org_{i}")),
                    [Sample.Membership($"orgmem_{i}", user, Sample.Acme)]);
                writes.Add(Storage.Inbox.AddAsync(Sample.Entry($"msg_{i / 2}"), Token));
                writes.Add(Storage.Inbox.CompleteAsync(Sample.Completion($"msg_{i}"), entries, Token));
                writes.Add(Storage.GrainState.WriteAsync(new("new", user.Value), new byte[] { 1 }, null, Token));
                writes.Add(Storage.GrainState.WriteAsync(new("old", user.Value), new byte[] { 1 }, i, Token));
            }
        }

        await Task.WhenAll(writes);

        Assert.InRange(commits.Sizes.Count, 1, 2);
        Assert.Equal(new DirectoryCounts(20, 20), await Storage.Directory.CountAsync(Token));
        Assert.Equal(20, (await Storage.Directory.FindUsersByEmailAsync("shared@x.org", Token)).Length);
        Assert.Equal(20, (await Storage.Directory.MembershipsOfOrganizationAsync(Sample.Acme, 50, 0, Token)).Length);
    }

    [Fact]
    public async Task Write_ThatTheDatabaseRefuses_FailsAlone()
    {
        await Database.ExecuteAsync(_refusePoison);
        List<Task<InboxReceipt>> good;
        Task<InboxReceipt> poison;
        await using (await Database.BlockWritesAsync())
        {
            good = [.. Enumerable.Range(0, 3).Select(i => Storage.Inbox.AddAsync(Sample.Entry($"msg_{i}"), Token))];
            poison = Storage.Inbox.AddAsync(Sample.Entry("msg_x") with { Type = "poison" }, Token);
            good.AddRange(Enumerable.Range(3, 3).Select(i => Storage.Inbox.AddAsync(Sample.Entry($"msg_{i}"), Token)));
        }

        await Assert.ThrowsAsync<StorageDataException>(() => poison);
        Assert.All(await Task.WhenAll(good), receipt => Assert.True(receipt.Added));
        Assert.Equal(6, (await Storage.Inbox.CountAsync(Token)).Pending);
        Assert.True(Storage.Health.Status.IsReady);
    }

    [Fact]
    public async Task Write_Refused_TellsNothingOfTheData()
    {
        await Database.ExecuteAsync(_refusePoison);
        var entry = Sample.Entry() with { Type = "poison" };

        var exception = await Assert.ThrowsAsync<StorageDataException>(() => Storage.Inbox.AddAsync(entry, Token));

        Assert.DoesNotContain("poison", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_Cancelled_HappensAllTheSame()
    {
        using var cancel = new CancellationTokenSource();
        Task cancelled, other;
        await using (await Database.BlockWritesAsync())
        {
            cancelled = Storage.Inbox.AddAsync(Sample.Entry("msg_1"), cancel.Token);
            other = Storage.Inbox.AddAsync(Sample.Entry("msg_2"), Token);
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        }

        await other;
        Assert.False((await Storage.Inbox.AddAsync(Sample.Entry("msg_1"), Token)).Added);
    }

    [Fact]
    public async Task Write_TimeOut_IsUnavailable()
    {
        Task write;
        await using (await Database.BlockWritesAsync())
        {
            write = Storage.Inbox.CompleteAsync([], DirectoryEntries.None, Token);
            var add = Storage.Inbox.AddAsync(Sample.Entry(), Token);
            Time.Advance(TimeSpan.FromSeconds(5));
            await Assert.ThrowsAsync<StorageUnavailableException>(() => add);
        }

        await Assert.ThrowsAnyAsync<StorageUnavailableException>(() => write);
        await Storage.Inbox.AddAsync(Sample.Entry("msg_2"), Token);
    }

    [Fact]
    public async Task Write_AfterTheEnd_IsUnavailable()
    {
        await StopAsync(Storage);
        await using var ended = Database.Open(Time);
        await ended.Startup.StartAsync(Token);
        var inbox = ended.Inbox;
        await ended.DisposeAsync();

        await Assert.ThrowsAsync<StorageUnavailableException>(() => inbox.AddAsync(Sample.Entry(), Token));
    }
}
