using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Identity.Testing;

/// <summary>The real front, in a process of its own, on a free port: it can be killed as a machine would be.</summary>
public sealed class FrontProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HostProcess _process;

    private FrontProcess(FrontSettings settings)
    {
        Settings = settings;
        _process = new HostProcess(
            settings.Program, settings.Folder, settings.Url, settings.Environment(), settings.Launcher);
    }

    public FrontSettings Settings { get; }

    /// <summary>The process's id.</summary>
    public int Id => _process.Id;

    public HttpClient Http { get; private set; } = null!;

    /// <summary>All that the process has printed so far.</summary>
    public string Output => _process.Output;

    /// <summary>Starts a front and waits until it listens.</summary>
    public static async Task<FrontProcess> StartAsync(FrontSettings settings)
    {
        await settings.PrepareAsync();
        var front = new FrontProcess(settings);
        try
        {
            front.Http = new HttpClient { BaseAddress = await front._process.ListensAsync(), Timeout = Patience };
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
        return (await front._process.EndsAsync(CancellationToken.None), front.Output);
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

    /// <summary>Waits until it says that it is ready.</summary>
    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        while (true)
        {
            using var ready = await Http.GetAsync("/health/ready", patience.Token);
            if (ready.IsSuccessStatusCode) return;
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
    public Task<int> EndsAsync(CancellationToken cancellationToken) => _process.EndsAsync(cancellationToken);

    /// <summary>kill -9, and waits until it is gone.</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <summary>Sends a signal, such as <c>TERM</c>.</summary>
    public Task SignalAsync(string signal) => _process.SignalAsync(signal);

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Http?.Dispose();
    }
}
