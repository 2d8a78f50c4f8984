using System.Diagnostics;

namespace Identity.Testing;

/// <summary>What a program that ran to its end left.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to the standard output.</param>
/// <param name="Errors">What it wrote to the standard error.</param>
public sealed record ProgramRun(int ExitCode, string Output, string Errors)
{
    // How long what a program has printed may take to come after it was killed.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    /// <summary>Runs a program to its end. Whatever ends the wait ends the program, and all that it started.</summary>
    /// <param name="start">What to start. Both streams are read.</param>
    /// <param name="input">What it reads, and then its end.</param>
    /// <param name="patience">How long it may run.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TimeoutException">It didn't end in time; the message holds what it printed.</exception>
    public static async Task<ProgramRun> RunAsync(
        ProcessStartInfo start, string input, TimeSpan patience, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(start);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var program = Process.Start(start)!;
        var output = program.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = program.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await WriteAsync(program, input, cancellationToken).WaitAsync(patience, cancellationToken);
            await program.WaitForExitAsync(cancellationToken).WaitAsync(patience, cancellationToken);

            // What it started and left behind may have the streams still.
            await Task.WhenAll(output, errors).WaitAsync(patience, cancellationToken);
            return new ProgramRun(program.ExitCode, await output, await errors);
        }
        catch (TimeoutException)
        {
            program.Kill(entireProcessTree: true);
            await ((Task)Task.WhenAll(output, errors)).WaitAsync(Farewell, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var printed = new[] { output, errors }.Where(text => text.IsCompletedSuccessfully);
            throw new TimeoutException(
                $"{Line(start)} didn't end within {patience}:\n{string.Concat(printed.Select(text => text.Result))}");
        }
        finally
        {
            if (!program.HasExited) program.Kill(entireProcessTree: true);
        }
    }

    /// <summary>The same, for a program that must succeed.</summary>
    /// <exception cref="InvalidOperationException">
    /// It failed; the message holds its exit code and what it printed.
    /// </exception>
    public static async Task<ProgramRun> SucceedAsync(
        ProcessStartInfo start, string input, TimeSpan patience, CancellationToken cancellationToken)
    {
        var run = await RunAsync(start, input, patience, cancellationToken);
        if (run.ExitCode == 0) return run;
        throw new InvalidOperationException($"{Line(start)} ended with {run.ExitCode}:\n{run.Output}{run.Errors}");
    }

    private static string Line(ProcessStartInfo start) => $"{start.FileName} {string.Join(' ', start.ArgumentList)}";

    private static async Task WriteAsync(Process program, string input, CancellationToken cancellationToken)
    {
        try
        {
            await program.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
            program.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended, or closed its input, before it had read all of it: its exit code tells.
        }
    }
}
