using Identity.Testing;

namespace Identity.WebFront.Tests.ForwardAuth;

/// <summary>A real Caddy, on a free port.</summary>
internal sealed class CaddyProcess : IAsyncDisposable
{
    private static readonly string? Program = MachineProgram.Find("caddy");

    private readonly ServerProcess _server;

    private CaddyProcess(ServerProcess server) => _server = server;

    public Uri Url => _server.Url;

    /// <summary>Skips the test on a machine without Caddy, unless it is a build server.</summary>
    public static void Require() => Assert.SkipWhen(
        Program is null && MachineProgram.MayBeMissing, "No Caddy was found (on Debian: caddy).");

    /// <summary>Has Caddy check the file, and starts it with that.</summary>
    public static async Task<CaddyProcess> StartAsync(string caddyfile)
    {
        var url = FreePort.Url();
        var text = "{\n\tadmin off\n\tauto_https off\n\tstorage file_system data\n}\n"
            + caddyfile.Replaced("http://:8080", url.ToString().TrimEnd('/'));
        return new CaddyProcess(await ServerProcess.StartAsync(
            "caddy",
            url,
            new Dictionary<string, string> { ["Caddyfile"] = text },
            [Program!, "validate", "--config", "Caddyfile"],
            [Program!, "run", "--config", "Caddyfile"]));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
