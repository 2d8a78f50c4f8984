namespace Identity.Testing;

/// <summary>A front's keys and database. The same settings start it again on what it had.</summary>
public sealed class FrontSettings : IDisposable
{
    private readonly Dictionary<string, string> _extra = [];
    private bool _isPrepared;

    public SvixSigner Signer { get; init; } = new();

    public TokenMinter Minter { get; init; } = new();

    /// <summary>The working directory, with <c>data/</c> in it.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("front-").FullName;

    /// <summary>The program: the one beside the tests, as they were built.</summary>
    public string Program { get; init; } = Path.Combine(AppContext.BaseDirectory, "Identity.WebFront.dll");

    /// <summary>A command that starts the program in its own place; none by default.</summary>
    public IReadOnlyList<string> Launcher { get; init; } = [];

    /// <summary>Where it listens; a free port by default.</summary>
    public Uri Url { get; init; } = new("http://127.0.0.1:0");

    /// <summary>Whether it begins in Development with no key at all.</summary>
    public bool Keyless { get; init; }

    /// <summary>Why a test that wants the emulator can't run.</summary>
    public const string NoEmulator = "A Release build of the front has no emulator in it.";

    /// <summary>Whether the front was built with the emulator in it.</summary>
    public bool HasEmulator => File.ReadAllText(Path.ChangeExtension(Program, "deps.json"))
        .Contains("Clerk.Emulator", StringComparison.Ordinal);

    /// <summary>Sets one more setting, or another value.</summary>
    public FrontSettings With(string name, string value)
    {
        _extra[name] = value;
        return this;
    }

    public string Token(string userId, string sessionId, string? organizationId = null) =>
        Minter.Mint(userId, sessionId, TimeProvider.System.GetUtcNow(), organizationId);

    /// <summary>
    /// Where Orleans runs the grains, a front that wasn't told what it is in a cluster is a silo of its own.
    /// </summary>
    public async Task PrepareAsync()
    {
        if (_isPrepared || !TestEngine.IsOrleansOf(Path.GetDirectoryName(Program)!)) return;
        _isPrepared = true;
        if (_extra.ContainsKey("Cluster__Mode")) return;
        foreach (var (name, value) in await TestEngine.CreateClusterAsync())
            _extra.TryAdd(name.Replace(":", "__", StringComparison.Ordinal), value!);
    }

    public IEnumerable<KeyValuePair<string, string?>> Environment()
    {
        var settings = Keyless ? Development() : Production();
        settings["ConnectionStrings__Identity"] = null;

        // It says where it listens.
        settings["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        foreach (var (name, value) in _extra) settings[name] = value;
        return settings;
    }

    public void Dispose()
    {
        Minter.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static Dictionary<string, string?> Development() => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["CLERK_SECRET_KEY"] = null,
        ["CLERK_PUBLISHABLE_KEY"] = null,
        ["CLERK_JWT_KEY"] = null,
        ["CLERK_API_URL"] = null,
        ["CLERK_WEBHOOK_SIGNING_SECRET"] = null,
    };

    private Dictionary<string, string?> Production() => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["CLERK_WEBHOOK_SIGNING_SECRET"] = Signer.Secret,
        ["CLERK_JWT_KEY"] = Minter.Pem,
        ["Authentication__Schemes__Clerk__Issuer"] = TokenMinter.Issuer,
    };
}
