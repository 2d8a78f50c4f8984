using Microsoft.Extensions.Options;

namespace Identity.WebFront.ForwardAuth.Assertions;

/// <summary>Keys in files that only their owner can read. Fronts that share the folder share the keys.</summary>
internal sealed class KeyFolder(
    IOptions<ForwardAuthOptions> options, TimeProvider clock, ILogger<KeyFolder> logger) : IAssertionKeyStore
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // Keys are few, whoever may have put files there; each is small.
    private const int MaxKeys = 32;
    private const int MaxFileLength = 8192;
    private const int LockAttempts = 100;

    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(20);

    private readonly string _folder = options.Value.KeyFolder;

    public async Task<AssertionKeyRing> LoadAsync(CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(_folder);
        else Directory.CreateDirectory(_folder, OwnerOnly | UnixFileMode.UserExecute);

        // Two fronts that start at once on an empty folder must not sign with two keys, each known to one of them.
        await using var _ = await LockAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var keys = Read();
        if (AssertionKeySchedule.NextActivation(keys, options.Value.KeyRotation, now) is { } activeFrom)
        {
            // To the second, as the file's name has it, so that every front sees the same time.
            var key = AssertionKey.Create(DateTimeOffset.FromUnixTimeSeconds(activeFrom.ToUnixTimeSeconds()));
            Write(key);
            keys.Add(key);
            logger.LogAssertionKeyMade(key.Id, key.ActiveFrom);
        }

        var ring = new AssertionKeyRing(keys);
        var retired = AssertionKeySchedule.Retired(ring.Keys, now).ToHashSet();
        if (retired.Count == 0) return ring;
        foreach (var key in retired) File.Delete(PathOf(key));
        return new AssertionKeyRing(keys.Where(key => !retired.Contains(key)));
    }

    private List<AssertionKey> Read()
    {
        List<AssertionKey> keys = [];
        foreach (var path in Directory.EnumerateFiles(_folder, "*" + KeyFileName.Extension).Take(MaxKeys))
        {
            var error = "isn't named like a key";
            var key = KeyFileName.Parse(path) is { } name && new FileInfo(path).Length <= MaxFileLength
                ? AssertionKeyPem.Read(
                    File.ReadAllText(path), options.Value.KeyPassword, name.ActiveFrom, mustSign: true, out error)
                : null;
            if (key is null) logger.LogAssertionKeyUnusable(Path.GetFileName(path), error!);
            else keys.Add(key);
        }
        return keys;
    }

    // Under another name first: whoever reads the folder without the lock sees a whole file or none.
    private void Write(AssertionKey key)
    {
        var unfinished = Path.Combine(_folder, Path.GetRandomFileName());
        var mode = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) mode.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(unfinished, mode))
        {
            using var writer = new StreamWriter(file);
            writer.Write(key.ExportPem(options.Value.KeyPassword));
            writer.Flush();
            file.Flush(flushToDisk: true);
        }
        File.Move(unfinished, PathOf(key));
    }

    private string PathOf(AssertionKey key) => Path.Combine(_folder, new KeyFileName(key.ActiveFrom, key.Id).ToString());

    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(_folder, "lock");
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < LockAttempts)
            {
                await Task.Delay(LockPause, clock, cancellationToken);
            }
        }
    }
}
