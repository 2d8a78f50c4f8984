using Identity.Testing;
using Identity.WebFront.ForwardAuth;
using Identity.WebFront.ForwardAuth.Assertions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Identity.WebFront.Tests.ForwardAuth.Assertions;

public sealed class KeyFolderTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly ManualTimeProvider _clock = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Path => _temp.Combine("keys");

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Load_Again_GivesTheSameKey()
    {
        var first = await Folder().LoadAsync(Cancel);
        var second = await Folder().LoadAsync(Cancel);
        Assert.Equal(Assert.Single(first.Keys).Id, Assert.Single(second.Keys).Id);
    }

    [Fact]
    public async Task Load_ManyFrontsAtOnce_MakeOneKey()
    {
        var folders = Enumerable.Range(0, 8).Select(_ => new KeyFolder(
            Options.Create(new ForwardAuthOptions { KeyFolder = Path }), TimeProvider.System, NullLogger<KeyFolder>.Instance));
        var rings = await Task.WhenAll(folders.Select(folder => Task.Run(() => folder.LoadAsync(Cancel), Cancel)));
        Assert.Single(rings.Select(ring => Assert.Single(ring.Keys).Id).Distinct());
    }

    [Fact]
    public async Task Load_Files_AreTheOwnersAlone()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows has no file modes.");
        await Folder().LoadAsync(Cancel);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(KeyFile()).UnixFileMode);
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, new DirectoryInfo(Path).UnixFileMode);
    }

    [Fact]
    public async Task Load_WithAPassword_KeepsTheKeyEncrypted()
    {
        var made = await Folder("correct horse").LoadAsync(Cancel);
        Assert.Contains("ENCRYPTED PRIVATE KEY", await File.ReadAllTextAsync(KeyFile(), Cancel), StringComparison.Ordinal);
        Assert.Equal(made.Keys[0].Id, (await Folder("correct horse").LoadAsync(Cancel)).Keys[0].Id);

        // Another key beside it would sign at once, while another front goes on with this one.
        await Assert.ThrowsAsync<IOException>(() => Folder("wrong").LoadAsync(Cancel));
        await Assert.ThrowsAsync<IOException>(() => Folder().LoadAsync(Cancel));
        KeyFile();
    }

    [Fact]
    public async Task Load_FileThatIsNoKeyAgain_IsReportedOnce()
    {
        Directory.CreateDirectory(Path);
        await File.WriteAllTextAsync(System.IO.Path.Combine(Path, "notes.pem"), "notes", Cancel);
        var log = new LogLines<KeyFolder>();
        var folder = new KeyFolder(Options.Create(new ForwardAuthOptions { KeyFolder = Path }), _clock, log);
        for (var i = 0; i < 3; i++) await folder.LoadAsync(Cancel);
        Assert.Single(log.Ids, 6011);

        await File.WriteAllTextAsync(System.IO.Path.Combine(Path, "more.pem"), "notes", Cancel);
        await folder.LoadAsync(Cancel);
        Assert.Equal(2, log.Ids.Count(id => id == 6011));
    }

    [Fact]
    public async Task Load_RetiredKeyUnderAnotherName_IsDeleted()
    {
        await Folder().LoadAsync(Cancel);
        var renamed = KeyFile().Replace(".pem", "x.pem", StringComparison.Ordinal);
        File.Move(KeyFile(), renamed);
        await Folder().LoadAsync(Cancel);
        for (var i = 0; i < 3 * 24; i++)
        {
            _clock.Advance(TimeSpan.FromHours(1));
            await Folder().LoadAsync(Cancel);
        }

        Assert.False(File.Exists(renamed));
    }

    [Fact]
    public async Task Load_OverDays_RotatesSoThatEverySignatureIsByAPublishedKey()
    {
        HashSet<string> signers = [];
        var published = new Queue<string[]>();
        for (var minute = 0; minute < 49 * 60; minute++)
        {
            var ring = await Folder().LoadAsync(Cancel);
            var signer = ring.SignerAt(_clock.UtcNow).Id;
            signers.Add(signer);

            // Whoever fetched the keys up to five minutes ago, from a front that was a minute behind, has the signer.
            published.Enqueue([.. ring.Keys.Select(key => key.Id)]);
            if (published.Count > 6) published.Dequeue();
            Assert.All(published, ids => Assert.Contains(signer, ids));
            Assert.InRange(ring.Keys.Length, 1, 3);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }
        Assert.Equal(3, signers.Count);
    }

    [Theory]
    [InlineData("1790842800-x.pem", "garbage")]
    [InlineData("notes.pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    [InlineData("99999999999999999999-x.pem", "")]
    public async Task Load_FileThatIsNoKey_IsLeftAlone(string name, string text)
    {
        Directory.CreateDirectory(Path);
        await File.WriteAllTextAsync(System.IO.Path.Combine(Path, name), text, Cancel);
        Assert.Single((await Folder().LoadAsync(Cancel)).Keys);
        Assert.True(File.Exists(System.IO.Path.Combine(Path, name)));
    }

    private string KeyFile() => Assert.Single(Directory.GetFiles(Path, "*.pem"));

    private KeyFolder Folder(string? password = null) => new(
        Options.Create(new ForwardAuthOptions { KeyFolder = Path, KeyPassword = password }),
        _clock,
        NullLogger<KeyFolder>.Instance);
}
