using System.Text;
using Identity.Grains.Directory;
using Identity.Storage.GrainState;
using Identity.Storage.Inbox;
using Identity.Storage.Tests.Fixtures;

namespace Identity.Storage.Tests.Sqlite;

/// <summary>What is erased isn't in the files any more, not even on pages that nothing uses.</summary>
public sealed class SqliteErasureTests() : StorageTest(StorageProvider.Sqlite)
{
    private const string Secret = "ann-s-secret-address";

    // Long enough for pages of its own, which become free as a whole.
    private static readonly byte[] Large = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Secret, 2000)));

    [Fact]
    public async Task EraseAsync_ThenStopped_LeavesNothingInTheFile()
    {
        await Storage.Inbox.AddAsync(Sample.Entry("msg_1") with { Body = Large }, Token);
        await Storage.Inbox.AddAsync(
            Sample.Entry("msg_2") with { Body = Encoding.UTF8.GetBytes($"{{{Secret}}}") }, Token);
        var user = Sample.User(Sample.Ann) with { FirstName = Secret, EmailAddresses = [Secret] };
        await Storage.Inbox.CompleteAsync(
            [.. Sample.Completion("msg_1"), .. Sample.Completion("msg_2")], Sample.Entries(user), Token);
        await Storage.Inbox.CompleteAsync(
            [], Sample.Entries(new UserEntry { Id = Sample.Ann, Revision = 2, Deleted = true }), Token);
        await ReopenAsync();
        Assert.True(await FileHoldsTheSecretAsync());

        Assert.Equal(2, (await Storage.Inbox.EraseAsync(Sample.Ann, Token)).OwnBodies);
        await ReopenAsync();

        Assert.False(await FileHoldsTheSecretAsync());
    }

    [Fact]
    public async Task WriteAsync_OverALargerState_LeavesNothingInTheFile()
    {
        var key = new GrainStateKey("user", "user_ann");
        await Storage.GrainState.WriteAsync(key, Large, null, Token);
        await ReopenAsync();
        Assert.True(await FileHoldsTheSecretAsync());

        await Storage.GrainState.WriteAsync(key, new byte[] { 1 }, 1, Token);
        await ReopenAsync();

        Assert.False(await FileHoldsTheSecretAsync());
    }

    [Fact]
    public async Task PurgeAsync_Old_LeavesNothingInTheFile()
    {
        await Storage.Inbox.AddAsync(Sample.Entry() with { Body = Large, State = InboxState.Kept }, Token);
        await ReopenAsync();
        Assert.True(await FileHoldsTheSecretAsync());

        await Storage.Inbox.PurgeAsync(long.MaxValue, 1, Token);
        await ReopenAsync();

        Assert.False(await FileHoldsTheSecretAsync());
    }

    // As a process that stops and starts: SQLite copies its log into the file and removes it.
    private async Task ReopenAsync()
    {
        await StopAsync(Storage);
        Assert.False(File.Exists(Database.File + "-wal"));
        Storage = await StartAnotherAsync();
    }

    private async Task<bool> FileHoldsTheSecretAsync() =>
        (await File.ReadAllBytesAsync(Database.File, Token)).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Secret)) >= 0;
}
