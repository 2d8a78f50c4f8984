using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Identity.Testing;

/// <summary>
/// One of our programs, in a process of its own: it can be killed, stopped and frozen as a machine would be.
/// </summary>
public sealed partial class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Uri _url;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts it.</summary>
    /// <param name="program">Its assembly.</param>
    /// <param name="folder">The working directory.</param>
    /// <param name="url">Where it listens; port 0 for a free one.</param>
    /// <param name="environment">Its settings; null removes one.</param>
    /// <param name="launcher">A command that starts it in its own place; none for none.</param>
    public HostProcess(
        string program,
        string folder,
        Uri url,
        IEnumerable<KeyValuePair<string, string?>> environment,
        IReadOnlyList<string> launcher)
    {
        _url = url;
        string[] command = [.. launcher, "dotnet"];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(program);
        start.ArgumentList.Add($"--urls={url}");
        foreach (var (name, value) in environment) start.Environment[name] = value;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Exited += async (_, _) =>
        {
            // Until it has said its last word.
            await _process.WaitForExitAsync();
            _listening.TrySetException(
                new InvalidOperationException("The program ended before it listened:\n" + Output));
        };
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The process's id.</summary>
    public int Id => _process.Id;

    /// <summary>All that the process has printed so far.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Waits until it listens; gives where.</summary>
    public Task<Uri> ListensAsync() => _listening.Task.WaitAsync(Longest);

    /// <summary>Waits until the process has ended by itself; gives its exit code.</summary>
    public async Task<int> EndsAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken).WaitAsync(Longest, cancellationToken);
        _ = _listening.Task.Exception;
        return _process.ExitCode;
    }

    /// <summary>kill -9, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Sends a signal, such as <c>TERM</c>, <c>STOP</c> or <c>CONT</c>.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-s", signal, $"{Id}"]);
        await kill.WaitForExitAsync();
        if (kill.ExitCode != 0) throw new InvalidOperationException($"kill -s {signal} {Id} failed.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        _output.Enqueue(line);
        if (Listening().Match(line) is not { Success: true } match) return;

        // In Development the emulator listens too, on an address of its own.
        var address = new Uri(match.Groups[1].Value);
        if (_url.Port == 0 || _url == address) _listening.TrySetResult(address);
    }

    [GeneratedRegex("Now listening on: (http://[0-9.]+:[0-9]+)")]
    private static partial Regex Listening();
}
