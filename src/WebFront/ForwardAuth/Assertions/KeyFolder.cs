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
    private HashSet<string> _reported = [];

    public async Task<AssertionKeyRing> LoadAsync(CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(_folder);
        else Directory.CreateDirectory(_folder, OwnerOnly | UnixFileMode.UserExecute);

        // Two fronts that start at once on an empty folder must not sign with two keys, each known to one of them.
        await using var _ = await LockAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var paths = Read();
        var keys = paths.Keys.ToList();
        if (AssertionKeySchedule.NextActivation(keys, options.Value.KeyRotation, now) is { } activeFrom)
        {
            // To the second, as the file's name has it, so that every front sees the same time.
            var key = AssertionKey.Create(DateTimeOffset.FromUnixTimeSeconds(activeFrom.ToUnixTimeSeconds()));
            paths[key] = Write(key);
            keys.Add(key);
            logger.LogAssertionKeyMade(key.Id, key.ActiveFrom);
        }

        var ring = new AssertionKeyRing(keys);
        var retired = AssertionKeySchedule.Retired(ring.Keys, now).ToHashSet();
        if (retired.Count == 0) return ring;
        foreach (var key in retired) File.Delete(paths[key]);
        return new AssertionKeyRing(keys.Where(key => !retired.Contains(key)));
    }

    private Dictionary<AssertionKey, string> Read()
    {
        Dictionary<AssertionKey, string> keys = [];
        HashSet<string> unusable = [];
        var anotherPassword = false;
        foreach (var path in Directory.EnumerateFiles(_folder, "*" + KeyFileName.Extension).Take(MaxKeys))
        {
            if (Read(path, out var error, out var isEncrypted) is { } key)
            {
                keys[key] = path;
                continue;
            }

            anotherPassword |= isEncrypted;
            unusable.Add(path);
            if (!_reported.Contains(path)) logger.LogAssertionKeyUnusable(Path.GetFileName(path), error!);
        }

        _reported = unusable;
        if (keys.Count > 0 || !anotherPassword) return keys;

        // A new key would sign at once, published nowhere yet, while another front goes on with these.
        throw new IOException("The keys are encrypted, and ForwardAuth:KeyPassword isn't theirs.");
    }

    private AssertionKey? Read(string path, out string? error, out bool isEncrypted)
    {
        (error, isEncrypted) = ("isn't named like a key", false);
        if (KeyFileName.Parse(path) is not { } name || new FileInfo(path).Length > MaxFileLength) return null;
        var pem = File.ReadAllText(path);
        isEncrypted = AssertionKeyPem.IsEncrypted(pem);
        return AssertionKeyPem.Read(pem, options.Value.KeyPassword, name.ActiveFrom, mustSign: true, out error);
    }

    // Under another name first: whoever reads the folder without the lock sees a whole file or none.
    private string Write(AssertionKey key)
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

        var path = Path.Combine(_folder, new KeyFileName(key.ActiveFrom, key.Id).ToString());
        File.Move(unfinished, path);
        return path;
    }

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
