using System.Security.Cryptography;

namespace Identity.Clerk.Emulator.Keys;

/// <summary>The secrets of one emulated instance. A class and not a record, so that it never prints.</summary>
internal sealed class EmulatorKeys
{
    private const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int SecretKeyLetters = 42;
    private const int WebhookSecretBytes = 24;
    private const int RsaBits = 2048;

    public required string InstanceId { get; init; }

    public required string SecretKey { get; init; }

    public required string WebhookSecret { get; init; }

    /// <summary>PKCS#8, PEM.</summary>
    public required string PrivateKey { get; init; }

    public static EmulatorKeys Create(DateTimeOffset now)
    {
        using var rsa = RSA.Create(RsaBits);
        return new EmulatorKeys
        {
            InstanceId = Ksuid.Create("ins", now),
            SecretKey = "sk_test_" + RandomNumberGenerator.GetString(Letters, SecretKeyLetters),
            WebhookSecret = "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(WebhookSecretBytes)),
            PrivateKey = rsa.ExportPkcs8PrivateKeyPem(),
        };
    }

    /// <summary>The reason why stored keys can't be used, or <see langword="null"/>.</summary>
    public string? Fault()
    {
        if (!InstanceId.StartsWith("ins_", StringComparison.Ordinal)
            || !SecretKey.StartsWith("sk_test_", StringComparison.Ordinal)
            || !WebhookSecret.StartsWith("whsec_", StringComparison.Ordinal))
        {
            return "a key has the wrong prefix";
        }

        try
        {
            _ = WebhookKey();
            _ = SigningKey();
            return null;
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException or ArgumentException)
        {
            return exception.Message;
        }
    }

    public byte[] WebhookKey() => Convert.FromBase64String(WebhookSecret["whsec_".Length..]);

    public RSAParameters SigningKey()
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(PrivateKey);
        return rsa.ExportParameters(includePrivateParameters: true);
    }
}
