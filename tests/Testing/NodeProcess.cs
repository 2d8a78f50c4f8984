using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace Identity.Testing;

/// <summary>A script that runs beside the test, which reads what it prints.</summary>
public sealed class NodeProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly Task<string> _errors;
    private readonly Task _reading;

    internal NodeProcess(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
        _reading = ReadAsync();
    }

    /// <summary>The next line that matches; those before it are passed over.</summary>
    /// <exception cref="InvalidOperationException">It ended before; the message says what it printed.</exception>
    public async Task<Match> PrintsAsync(string pattern, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        List<string> passed = [];
        while (await _lines.Reader.WaitToReadAsync(patience.Token))
        {
            var line = await _lines.Reader.ReadAsync(patience.Token);
            if (Regex.Match(line, pattern) is { Success: true } match) return match;
            passed.Add(line);
        }

        throw new InvalidOperationException($"No line matches {pattern}:\n{string.Join('\n', passed)}\n{await _errors}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line) _lines.Writer.TryWrite(line);
        _lines.Writer.Complete();
    }
}
