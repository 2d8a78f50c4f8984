using System.Security.Cryptography;

namespace Identity.WebFront.ForwardAuth.Assertions;

/// <summary>Reads keys from PEM.</summary>
internal static class AssertionKeyPem
{
    private const string EncryptedLabel = "BEGIN ENCRYPTED PRIVATE KEY";

    /// <summary>Reads a private key, or a public one where that is enough.</summary>
    /// <returns>The key; null when it isn't one, and then the error is the rest of a sentence.</returns>
    public static AssertionKey? Read(
        string pem, string? password, DateTimeOffset activeFrom, bool mustSign, out string? error)
    {
        var key = ECDsa.Create();
        try
        {
            if (!IsEncrypted(pem)) key.ImportFromPem(pem);
            else if (password is not null) key.ImportFromEncryptedPem(pem, password);
            else return Fail(key, "is encrypted, and there is no KeyPassword", out error);

            var read = new AssertionKey(key, activeFrom);
            if (mustSign) read.Sign("can it sign?"u8);
            error = null;
            return read;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            // What the library says may quote what it read.
            return Fail(key, mustSign ? "isn't a private EC P-256 key in PEM" : "isn't an EC P-256 key in PEM", out error);
        }
    }

    /// <summary>Whether it takes a password to read it.</summary>
    public static bool IsEncrypted(string pem) => pem.Contains(EncryptedLabel, StringComparison.Ordinal);

    private static AssertionKey? Fail(ECDsa key, string why, out string? error)
    {
        key.Dispose();
        error = why;
        return null;
    }
}
