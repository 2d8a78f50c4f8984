namespace Identity.Testing;

/// <summary>A real nginx with a configuration of its own, on a free port.</summary>
public sealed class NginxProcess : IAsyncDisposable
{
    // What Debian's nginx would otherwise keep where only root may write.
    private const string Start =
        """
        daemon off;
        master_process off;
        pid nginx.pid;
        error_log error.log info;
        events { worker_connections 256; }
        http {
            access_log off;
            client_body_temp_path {folder}/body;
            proxy_temp_path {folder}/proxy;
            fastcgi_temp_path {folder}/fastcgi;
            uwsgi_temp_path {folder}/uwsgi;
            scgi_temp_path {folder}/scgi;

        """;

    private readonly ServerProcess _server;

    private NginxProcess(ServerProcess server) => _server = server;

    /// <summary>Where the program is; null when the machine has none.</summary>
    public static string? Program { get; } = MachineProgram.Find("nginx");

    /// <summary>Where it listens.</summary>
    public Uri Url => _server.Url;

    /// <summary>A process whose descendant it is.</summary>
    public int ProcessId => _server.ProcessId;

    /// <summary>Has the configuration checked (<c>nginx -t</c>), and starts with it.</summary>
    /// <param name="http">What stands in <c>http { … }</c>; it must listen on the address.</param>
    /// <param name="url">The address.</param>
    /// <param name="files">Further files beside the configuration, by name.</param>
    /// <exception cref="InvalidOperationException">nginx doesn't take the configuration; the message says why.</exception>
    public static async Task<NginxProcess> StartAsync(string http, Uri url, IReadOnlyDictionary<string, string> files)
    {
        var all = new Dictionary<string, string>(files) { ["nginx.conf"] = Start + http + "\n}\n" };
        string[] command = [Program!, "-p", ".", "-c", "nginx.conf", "-e", "error.log"];
        return new NginxProcess(await ServerProcess.StartAsync("nginx", url, all, [.. command, "-t"], command));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
