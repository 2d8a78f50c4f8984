using System.Diagnostics;
using System.Net.Sockets;

namespace Identity.Testing;

/// <summary>
/// A server in a folder of its own, run by somebody who isn't root. It stops and leaves nothing behind when it is disposed
/// of, and also when this process ends in any other way.
/// </summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly Process _watchdog;
    private readonly string _folder;

    private ServerProcess(Process watchdog, string folder, Uri url) =>
        (_watchdog, _folder, Url) = (watchdog, folder, url);

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
    /// <exception cref="InvalidOperationException">
    /// The check failed, or the server ended before it listened; the message says what it printed.
    /// </exception>
    /// <exception cref="TimeoutException">It never listened; the message says what it printed.</exception>
    public static async Task<ServerProcess> StartAsync(
        string name, Uri url, IReadOnlyDictionary<string, string> files, string[] check, string[] run)
    {
        var folder = Directory.CreateTempSubdirectory(name + "-").FullName;
        ServerProcess? server = null;
        try
        {
            foreach (var (file, text) in files)
            {
                var filled = text.Replace("{folder}", folder, StringComparison.Ordinal);
                await File.WriteAllTextAsync(Path.Combine(folder, file), filled);
            }

            await OrdinaryAccount.OwnAsync(folder);
            await OrdinaryAccount.RunAsync(Command(folder, check));
            server = new ServerProcess(Process.Start(Watchdog(folder, run))!, folder, url);
            await Patience.UntilAsync(server.ListensAsync, CancellationToken.None, server.Printed, Longest);
            return server;
        }
        catch
        {
            // The watchdog deletes the folder, once there is one.
            if (server is not null) await server.DisposeAsync();
            else Directory.Delete(folder, recursive: true);
            throw;
        }
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
            echo $server >pid
            read -r end
            kill -9 $server
            cd / && rm -rf "$folder"
            """;
        var start = Command(folder, ["sh", "-c", Script, "sh", folder, .. run]);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (false, false);
        return start;
    }

    private string Printed()
    {
        var output = Path.Combine(_folder, "output");
        return File.Exists(output) ? File.ReadAllText(output) : "";
    }

    private async Task<bool> ListensAsync()
    {
        if (HasDied()) throw new InvalidOperationException("It ended before it listened:\n" + Printed());
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(Url.Host, Url.Port).WaitAsync(Longest);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // The shell that started it hasn't asked for its end yet, so that Linux shows it as a zombie.
    private bool HasDied()
    {
        var note = Path.Combine(_folder, "pid");
        if (!File.Exists(note) || File.ReadAllText(note).Trim() is not { Length: > 0 } pid) return false;
        var status = $"/proc/{pid}/stat";
        return !File.Exists(status) || File.ReadAllText(status).Split(')')[^1].TrimStart().StartsWith('Z');
    }
}
