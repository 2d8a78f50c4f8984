using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Identity.Clerk.Emulator.Tests;
using Identity.Testing;

namespace Identity.Silo.Tests.Commands;

/// <summary>A command of the real silo, in a process of its own.</summary>
internal sealed class SiloCommand : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private SiloCommand(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Program => Path.Combine(AppContext.BaseDirectory, "Identity.Silo.dll");

    /// <summary>All that was printed so far.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Starts a command on a database; without an emulator it has no secret key.</summary>
    /// <remarks>A shell that starts the tests in the background has them, and so all that they start, ignore Ctrl-C.</remarks>
    public static SiloCommand Start(WalkDatabase database, RunningEmulator? emulator, params string[] arguments)
    {
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Program, .. arguments]);
        return new SiloCommand(Prepare(start, database, emulator));
    }

    /// <summary>The same on a terminal of its own, as <c>script</c> makes one.</summary>
    public static SiloCommand StartOnTerminal(WalkDatabase database, RunningEmulator emulator, string command)
    {
        var start = new ProcessStartInfo("script", ["-qec", $"dotnet {Program} {command}", "/dev/null"]);
        return new SiloCommand(Prepare(start, database, emulator));
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        WalkDatabase database, RunningEmulator? emulator, params string[] arguments)
    {
        using var command = Start(database, emulator, arguments);
        return (await command.EndsAsync(), command.Output);
    }

    /// <summary>Waits until something was printed.</summary>
    public async Task PrintsAsync(string text)
    {
        await Patience.UntilAsync(
            () =>
            {
                if (Output.Contains(text, StringComparison.Ordinal)) return true;
                if (_process.HasExited) Assert.Fail($"It ended without a word of '{text}':\n{Output}");
                return false;
            },
            Cancel,
            () => $"'{text}' in:\n{Output}",
            Longest);
    }

    /// <summary>As Ctrl-C does.</summary>
    public async Task InterruptAsync()
    {
        var id = _process.Id.ToString(CultureInfo.InvariantCulture);
        await ProgramRun.SucceedAsync(new ProcessStartInfo("kill", ["-INT", id]), "", Longest, Cancel);
    }

    /// <summary>Waits for its end; gives its exit code.</summary>
    public async Task<int> EndsAsync()
    {
        try
        {
            await _process.WaitForExitAsync(Cancel).WaitAsync(Longest, Cancel);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"It doesn't end:\n{Output}");
        }

        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static ProcessStartInfo Prepare(ProcessStartInfo start, WalkDatabase database, RunningEmulator? emulator)
    {
        database.Configure(start);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        start.Environment["CLERK_SECRET_KEY"] = emulator?.Settings.SecretKey;
        start.Environment["CLERK_API_URL"] = emulator?.Settings.ApiUrl;
        start.Environment["TERM"] = "xterm-256color";
        return start;
    }

    private void Hear(string? line)
    {
        if (line is not null) _output.Enqueue(line);
    }
}
