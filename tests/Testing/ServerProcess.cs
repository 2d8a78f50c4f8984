using System.Diagnostics;
using System.Net.Sockets;

namespace Identity.Testing;

/// <summary>
/// A server in a folder of its own, run by somebody who isn't root. It stops and leaves nothing behind when it is disposed
/// of, and also when this process ends in any other way.
/// </summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly Process _watchdog;

    private ServerProcess(Process watchdog, Uri url) => (_watchdog, Url) = (watchdog, url);

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

    /// <summary>A process whose descendant the server is.</summary>
    public int ProcessId => _watchdog.Id;

    /// <summary>Has the files checked, starts the server, and waits until it listens.</summary>
    /// <param name="name">What the folder's name begins with.</param>
    /// <param name="url">Where it will listen.</param>
    /// <param name="files">The files of its folder, by name; <c>{folder}</c> in them is the folder's path.</param>
    /// <param name="check">The command that checks them.</param>
    /// <param name="run">The command that runs until it is killed.</param>
    /// <exception cref="InvalidOperationException">The check failed; the message says what it printed.</exception>
    public static async Task<ServerProcess> StartAsync(
        string name, Uri url, IReadOnlyDictionary<string, string> files, string[] check, string[] run)
    {
        var folder = Directory.CreateTempSubdirectory(name + "-").FullName;
        foreach (var (file, text) in files)
        {
            var filled = text.Replace("{folder}", folder, StringComparison.Ordinal);
            await File.WriteAllTextAsync(Path.Combine(folder, file), filled);
        }
        await OrdinaryAccount.OwnAsync(folder);
        await OrdinaryAccount.RunAsync(Command(folder, check));
        var server = new ServerProcess(Process.Start(Watchdog(folder, run))!, url);
        await server.ListensAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        _watchdog.StandardInput.Close();
        await _watchdog.WaitForExitAsync();
        _watchdog.Dispose();
    }

    private static ProcessStartInfo Command(string folder, string[] command)
    {
        var start = OrdinaryAccount.Command(folder, command[0], command[1..]);
        start.Environment["HOME"] = folder;
        return start;
    }

    // It waits until the pipe closes, which happens whatever becomes of this process.
    private static ProcessStartInfo Watchdog(string folder, string[] run)
    {
        const string Script =
            """
            trap '' INT HUP TERM
            folder=$1; shift
            "$@" >output 2>&1 & server=$!
            read -r end
            kill -9 $server
            cd / && rm -rf "$folder"
            """;
        var start = Command(folder, ["sh", "-c", Script, "sh", folder, .. run]);
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
