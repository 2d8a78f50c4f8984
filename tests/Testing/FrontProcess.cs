using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Identity.Testing;

/// <summary>The real front, in a process of its own, on a free port: it can be killed as a machine would be.</summary>
public sealed partial class FrontProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FrontProcess(FrontSettings settings)
    {
        Settings = settings;
        string[] command = [.. settings.Launcher, "dotnet"];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = settings.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(settings.Program);
        start.ArgumentList.Add($"--urls={settings.Url}");
        foreach (var (name, value) in settings.Environment()) start.Environment[name] = value;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Exited += (_, _) => _listening.TrySetException(
            new InvalidOperationException("The front ended before it listened:\n" + Output));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public FrontSettings Settings { get; }

    /// <summary>The process's id.</summary>
    public int Id => _process.Id;

    public HttpClient Http { get; private set; } = null!;

    /// <summary>All that the process has printed so far.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Starts a front and waits until it listens.</summary>
    public static async Task<FrontProcess> StartAsync(FrontSettings settings)
    {
        await settings.PrepareAsync();
        var front = new FrontProcess(settings);
        try
        {
            var address = await front._listening.Task.WaitAsync(Patience);
            front.Http = new HttpClient { BaseAddress = address, Timeout = Patience };
            return front;
        }
        catch
        {
            await front.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a front that is expected not to come up; gives its exit code and what it printed.</summary>
    public static async Task<(int ExitCode, string Output)> RefuseAsync(FrontSettings settings)
    {
        await settings.PrepareAsync();
        await using var front = new FrontProcess(settings);
        using var patience = new CancellationTokenSource(Patience);
        await front._process.WaitForExitAsync(patience.Token);
        _ = front._listening.Task.Exception;
        return (front._process.ExitCode, front.Output);
    }

    /// <summary>Waits until the process has printed something; logs come a moment after what they tell of.</summary>
    public async Task<Match> PrintsAsync(string pattern, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        while (true)
        {
            if (Regex.Match(Output, pattern) is { Success: true } match) return match;

            // Asking takes a moment, and makes this no busy loop.
            using var live = await Http.GetAsync("/health/live", patience.Token);
        }
    }

    /// <summary>Sends a signed webhook.</summary>
    public Task<HttpResponseMessage> DeliverAsync(string id, byte[] body, CancellationToken cancellationToken) =>
        Http.SendAsync(
            Settings.Signer.Request(new Uri(Http.BaseAddress!, "/webhooks/clerk"), id, body, TimeProvider.System.GetUtcNow()),
            cancellationToken);

    /// <summary>Sends a signed webhook that must be acknowledged.</summary>
    public async Task AcknowledgedAsync(string id, byte[] body, CancellationToken cancellationToken)
    {
        using var answer = await DeliverAsync(id, body, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            throw new InvalidOperationException($"{(int)answer.StatusCode} for {id}:\n{Output}");
        }
    }

    /// <summary>Asks something as the bearer of a token; as nobody when there is none.</summary>
    public Task<HttpResponseMessage> GetAsync(string path, string? token, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return Http.SendAsync(request, cancellationToken);
    }

    /// <summary>What <c>/identity/me</c> answers to a user's token.</summary>
    public Task<HttpResponseMessage> MeAsync(
        string userId, string sessionId, CancellationToken cancellationToken, string? organizationId = null) =>
        GetAsync("/identity/me", Settings.Token(userId, sessionId, organizationId), cancellationToken);

    /// <summary>Waits until the process has ended by itself; gives its exit code.</summary>
    public async Task<int> EndsAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken).WaitAsync(Patience, cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>kill -9, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
        Http?.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        _output.Enqueue(line);
        if (Listening().Match(line) is not { Success: true } match) return;

        // In Development the emulator listens too, on an address of its own.
        var address = new Uri(match.Groups[1].Value);
        if (Settings.Url.Port == 0 || Settings.Url == address) _listening.TrySetResult(address);
    }

    [GeneratedRegex("Now listening on: (http://127.0.0.1:[0-9]+)")]
    private static partial Regex Listening();
}
