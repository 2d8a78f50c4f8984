using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Identity.Testing;

/// <summary>
/// A real PostgreSQL server of the machine's own binaries, with its data in a temporary folder, on a free port of the
/// loopback address. It stops and leaves nothing behind when it is disposed of, and also when the process ends in any
/// other way.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "identity";
    private const long DefaultSharedMegabytes = 128;

    private readonly string _binaries;
    private readonly string _folder;
    private readonly int _port;
    private Process? _watchdog;

    private PostgresServer(string binaries, string folder, int port) =>
        (_binaries, _folder, _port) = (binaries, folder, port);

    /// <summary>Why no server can be started here; null when one can.</summary>
    public static string? Obstacle { get; } = PostgresBinaries.Find() is null
        ? "No PostgreSQL was found: install one (on Debian: postgresql), or set ConnectionStrings__Identity."
        : null;

    /// <summary>How to reach the server's own database.</summary>
    public string ConnectionString =>
        $"Host=127.0.0.1;Port={_port};Username={User};Database=postgres;Include Error Detail=true";

    /// <summary>The server's first process; what serves a connection is a child of it.</summary>
    public int ProcessId => int.Parse(
        File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Creates and starts a server.</summary>
    /// <exception cref="InvalidOperationException">There is an <see cref="Obstacle"/>, or it doesn't start.</exception>
    public static Task<PostgresServer> StartAsync() => StartAsync(isDurable: false, DefaultSharedMegabytes);

    /// <summary>The same, with commits that wait for the disk, as a server in earnest has them.</summary>
    /// <param name="sharedMegabytes">Its <c>shared_buffers</c>, in MiB; PostgreSQL's default where nothing is said.</param>
    public static Task<PostgresServer> StartDurableAsync(long sharedMegabytes = DefaultSharedMegabytes) =>
        StartAsync(isDurable: true, sharedMegabytes);

    /// <summary>Starts it after a stop, with the data and on the port that it had.</summary>
    public Task StartAgainAsync() => RunAsync("pg_ctl", "start", "-w", "-l", Path.Combine(_folder, "log"));

    /// <summary>Has it listen on one more address of this machine, and trust whoever comes by that.</summary>
    public async Task ListenAsync(string address)
    {
        await StopAsync(abruptly: false);
        var network = address[..address.LastIndexOf('.')] + ".0/24";
        await File.AppendAllTextAsync(
            Path.Combine(Data, "postgresql.conf"), $"\nlisten_addresses = '127.0.0.1,{address}'\n");
        await File.AppendAllTextAsync(Path.Combine(Data, "pg_hba.conf"), $"\nhost all all {network} trust\n");
        await StartAgainAsync();
    }

    /// <summary>Stops it.</summary>
    /// <param name="abruptly">True: as if it crashed; it has to recover from its log when it starts again.</param>
    public Task StopAsync(bool abruptly) => RunAsync("pg_ctl", "stop", "-w", "-m", abruptly ? "immediate" : "fast");

    /// <summary>Stops it for good and deletes its data.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_watchdog is null) return;
        NpgsqlConnection.ClearAllPools();
        _watchdog.StandardInput.Close();
        await _watchdog.WaitForExitAsync();
        _watchdog.Dispose();
        _watchdog = null;
    }

    private static async Task<PostgresServer> StartAsync(bool isDurable, long sharedMegabytes)
    {
        var binaries = PostgresBinaries.Find() ?? throw new InvalidOperationException(Obstacle);
        var folder = Directory.CreateTempSubdirectory("identity-pg-").FullName;
        await OrdinaryAccount.OwnAsync(folder);
        var server = new PostgresServer(binaries, folder, FreePort.Next());
        server._watchdog = Process.Start(server.Watchdog())!;
        await server.CreateAsync(isDurable, sharedMegabytes);
        await server.StartAgainAsync();
        return server;
    }

    private async Task CreateAsync(bool isDurable, long sharedMegabytes)
    {
        await RunAsync("initdb", "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync", "-U", User);
        // Tests stop processes, never the machine, so nothing needs to reach the disk.
        var flushes = isDurable ? "on" : "off";
        var settings = Path.Combine(Data, "postgresql.conf");
        await File.AppendAllTextAsync(
            settings,
            $"""

            port = {_port}
            listen_addresses = '127.0.0.1'
            unix_socket_directories = '{_folder}'
            max_connections = 300
            shared_buffers = {sharedMegabytes}MB
            fsync = {flushes}
            full_page_writes = {flushes}
            """);
    }

    // It waits until the pipe closes, which happens whatever becomes of this process.
    private ProcessStartInfo Watchdog()
    {
        const string Script =
            """
            trap '' INT HUP TERM
            read -r end
            "$1/pg_ctl" stop -D "$2/data" -m immediate -s 2>/dev/null
            cd / && rm -rf "$2"
            """;
        var start = OrdinaryAccount.Command(_folder, "sh", "-c", Script, "sh", _binaries, _folder);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (false, false);
        return start;
    }

    private Task RunAsync(string program, params IEnumerable<string> arguments) => OrdinaryAccount.RunAsync(
        OrdinaryAccount.Command(_folder, Path.Combine(_binaries, program), ["-D", Data, .. arguments]));
}
