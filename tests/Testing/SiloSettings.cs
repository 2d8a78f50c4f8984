namespace Identity.Testing;

/// <summary>One silo's settings. The same start it again where it was.</summary>
public sealed class SiloSettings : IDisposable
{
    private readonly Dictionary<string, string> _extra = [];

    /// <summary>The working directory.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("silo-").FullName;

    /// <summary>The program: the one beside the tests, as they were built.</summary>
    public string Program { get; init; } = Path.Combine(AppContext.BaseDirectory, "Identity.Silo.dll");

    /// <summary>A command that starts the program in its own place; none by default.</summary>
    public IReadOnlyList<string> Launcher { get; init; } = [];

    /// <summary>The address by which others reach it; loopback by default.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>Where its probes and measures are.</summary>
    public Uri Url { get; init; } = FreePort.Url();

    /// <summary>Sets one more setting, or another value.</summary>
    public SiloSettings With(string name, string value)
    {
        _extra[name] = value;
        return this;
    }

    public IEnumerable<KeyValuePair<string, string?>> Environment()
    {
        var settings = new Dictionary<string, string?>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["CLERK_SECRET_KEY"] = null,
            ["CLERK_API_URL"] = null,
            ["Storage__Provider"] = "PostgreSql",
            ["Cluster__AdvertisedAddress"] = Address,
            ["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information",
        };
        foreach (var (name, value) in _extra) settings[name] = value;
        return settings;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
