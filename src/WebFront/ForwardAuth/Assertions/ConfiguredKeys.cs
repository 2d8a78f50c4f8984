namespace Identity.WebFront.ForwardAuth.Assertions;

/// <summary>Keys that the operator gives and rotates: for fronts that share no folder.</summary>
internal sealed class ConfiguredKeys(ForwardAuthOptions options) : IAssertionKeyStore
{
    private readonly AssertionKeyRing _ring = new(Read(options, out _));

    /// <summary>Reads the files; of those that can't be used, a sentence each.</summary>
    public static List<AssertionKey> Read(ForwardAuthOptions options, out List<string> errors)
    {
        (List<AssertionKey> keys, errors) = ([], []);
        for (var i = 0; i < options.SigningKeys.Count; i++)
        {
            // The first one signs: it counts as the newest.
            var isSigner = i == 0;
            var activeFrom = isSigner ? DateTimeOffset.UnixEpoch : DateTimeOffset.MinValue;
            var error = "can't be read";
            var key = Text(options.SigningKeys[i]) is { } pem
                ? AssertionKeyPem.Read(pem, options.KeyPassword, activeFrom, isSigner, out error)
                : null;
            if (key is null) errors.Add($"ForwardAuth:SigningKeys:{i} {error}.");
            else keys.Add(key);
        }
        return keys;
    }

    public Task<AssertionKeyRing> LoadAsync(CancellationToken cancellationToken) => Task.FromResult(_ring);

    private static string? Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
