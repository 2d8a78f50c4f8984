namespace Identity.WebFront.ForwardAuth;

/// <summary>Whom forward auth trusts to ask, and what it signs. Read once, at start, from <c>ForwardAuth</c>.</summary>
internal sealed class ForwardAuthOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "ForwardAuth";

    /// <summary>
    /// The networks (CIDR) or addresses of the proxies that may ask, as the direct peer of the connection. Default:
    /// empty, and then loopback alone.
    /// </summary>
    public IList<string> TrustedNetworks { get; } = [];

    /// <summary>The <c>iss</c> of assertions; at most 256 characters. Default: <c>urn:identity:front</c>.</summary>
    public string Issuer { get; set; } = "urn:identity:front";

    /// <summary>
    /// The <c>aud</c> of assertions where the proxy's route names none; at most 128 characters. Default:
    /// <c>urn:identity:upstream</c>.
    /// </summary>
    public string Audience { get; set; } = "urn:identity:upstream";

    /// <summary>How long an assertion is good; whole seconds, from 10 to 60. Default: 60 seconds.</summary>
    public TimeSpan AssertionLifetime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long a key of <see cref="KeyFolder"/> signs before the next one does; from 1 hour to 90 days. Default: a day.
    /// </summary>
    public TimeSpan KeyRotation { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// Where the signing keys are kept; fronts that share the folder share them. Default: <c>data/assertion-keys</c>.
    /// </summary>
    public string KeyFolder { get; set; } = Path.Combine("data", "assertion-keys");

    /// <summary>
    /// Encrypts the private keys in their files (PKCS#8, PBES2). Default: none, and the file's mode alone protects.
    /// </summary>
    public string? KeyPassword { get; set; }

    /// <summary>
    /// Files with EC P-256 keys in PEM, instead of <see cref="KeyFolder"/>: the first one, a private key, signs; all of
    /// them are published. At most 8. Default: empty.
    /// </summary>
    public IList<string> SigningKeys { get; } = [];
}
