using System.Diagnostics;
using System.Net.Sockets;

namespace Identity.Testing;

/// <summary>A real nginx with a configuration and a folder of its own, run by nobody in particular.</summary>
public sealed class NginxProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly Process _watchdog;

    private NginxProcess(Process watchdog, Uri url, string folder)
    {
        _watchdog = watchdog;
        Url = url;
        Folder = folder;
    }

    /// <summary>Where the program is; null when the machine has none.</summary>
    public static string? Program { get; } = MachineProgram.Find("nginx");

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

    /// <summary>Its prefix, with <c>error.log</c> in it.</summary>
    public string Folder { get; }

    /// <summary>Starts it, and waits until it listens.</summary>
    /// <param name="http">What stands in <c>http { … }</c>; it must listen on the address.</param>
    /// <param name="url">The address.</param>
    /// <param name="files">Further files beside the configuration, by name.</param>
    /// <exception cref="InvalidOperationException">nginx doesn't take the configuration; the message says why.</exception>
    public static async Task<NginxProcess> StartAsync(string http, Uri url, IReadOnlyDictionary<string, string> files)
    {
        var folder = Directory.CreateTempSubdirectory("nginx-").FullName;
        foreach (var (name, text) in files) await File.WriteAllTextAsync(Path.Combine(folder, name), text);
        await File.WriteAllTextAsync(Path.Combine(folder, "nginx.conf"), Configuration(folder, http));
        await OrdinaryAccount.OwnAsync(folder);
        string[] arguments = ["-p", folder, "-c", "nginx.conf", "-e", "error.log"];
        await OrdinaryAccount.RunAsync(OrdinaryAccount.Command(folder, Program!, ["-t", .. arguments]));

        var nginx = new NginxProcess(Process.Start(Watchdog(folder, arguments))!, url, folder);
        await nginx.ListensAsync();
        return nginx;
    }

    public async ValueTask DisposeAsync()
    {
        _watchdog.StandardInput.Close();
        await _watchdog.WaitForExitAsync();
        _watchdog.Dispose();
    }

    private static string Configuration(string folder, string http) =>
        $$"""
        daemon off;
        master_process off;
        pid nginx.pid;
        error_log error.log info;
        events { worker_connections 256; }
        http {
            access_log off;
            client_body_temp_path {{folder}}/body;
            proxy_temp_path {{folder}}/proxy;
            fastcgi_temp_path {{folder}}/fastcgi;
            uwsgi_temp_path {{folder}}/uwsgi;
            scgi_temp_path {{folder}}/scgi;
        {{http}}
        }
        """;

    // It waits until the pipe closes, which happens whatever becomes of this process.
    private static ProcessStartInfo Watchdog(string folder, IEnumerable<string> arguments)
    {
        const string Script =
            """
            trap '' INT HUP TERM
            folder=$1; shift
            "$@" & nginx=$!
            read -r end
            kill -9 $nginx
            cd / && rm -rf "$folder"
            """;
        var start = OrdinaryAccount.Command(folder, "sh", ["-c", Script, "sh", folder, Program!, .. arguments]);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (false, false);
        return start;
    }

    private async Task ListensAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(Url.Host, Url.Port, patience.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(Pause, TimeProvider.System, patience.Token);
            }
        }
    }
}
