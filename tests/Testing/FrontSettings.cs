namespace Identity.Testing;

/// <summary>A front's keys and database. The same settings start it again on what it had.</summary>
public sealed class FrontSettings : IDisposable
{
    private readonly Dictionary<string, string> _extra = [];

    public SvixSigner Signer { get; } = new();

    public TokenMinter Minter { get; } = new();

    /// <summary>The working directory, with <c>data/</c> in it.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("front-").FullName;

    /// <summary>Sets one more setting, or another value.</summary>
    public FrontSettings With(string name, string value)
    {
        _extra[name] = value;
        return this;
    }

    public string Token(string userId, string sessionId, string? organizationId = null) =>
        Minter.Mint(userId, sessionId, TimeProvider.System.GetUtcNow(), organizationId);

    public IEnumerable<KeyValuePair<string, string?>> Environment()
    {
        var settings = new Dictionary<string, string?>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["DOTNET_ENVIRONMENT"] = "Production",
            ["ConnectionStrings__Identity"] = null,
            ["CLERK_WEBHOOK_SIGNING_SECRET"] = Signer.Secret,
            ["CLERK_JWT_KEY"] = Minter.Pem,
            ["Authentication__Schemes__Clerk__Issuer"] = TokenMinter.Issuer,
        };
        foreach (var (name, value) in _extra) settings[name] = value;
        return settings;
    }

    public void Dispose()
    {
        Minter.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
