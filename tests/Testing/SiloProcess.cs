using System.Net;

namespace Identity.Testing;

/// <summary>A real silo, in a process of its own: it can be killed, frozen and stopped as a machine would be.</summary>
public sealed class SiloProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly HostProcess _process;

    private SiloProcess(SiloSettings settings)
    {
        Settings = settings;
        _process = new HostProcess(
            settings.Program, settings.Folder, settings.Url, settings.Environment(), settings.Launcher);
    }

    public SiloSettings Settings { get; }

    /// <summary>The process's id.</summary>
    public int Id => _process.Id;

    public HttpClient Http { get; private set; } = null!;

    /// <summary>All that the process has printed so far.</summary>
    public string Output => _process.Output;

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => _process.HasEnded;

    /// <summary>Starts a silo and waits until it is ready: it has joined.</summary>
    public static async Task<SiloProcess> StartAsync(SiloSettings settings)
    {
        var silo = new SiloProcess(settings);
        try
        {
            silo.Http = new HttpClient { BaseAddress = await silo._process.ListensAsync(), Timeout = Patience };
            await silo.ReadyAsync();
            return silo;
        }
        catch
        {
            await silo.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until it says that it is ready.</summary>
    public async Task ReadyAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await IsReadyAsync(patience.Token))
        {
            if (patience.IsCancellationRequested || HasEnded)
                throw new InvalidOperationException("The silo doesn't get ready:\n" + Output);
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    /// <summary>Whether it says that it is ready.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await Http.GetAsync("/health/ready", cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Asks it to stop, as supervisors do, and waits until it has; gives its exit code.</summary>
    public async Task<int> StopAsync(CancellationToken cancellationToken)
    {
        await SignalAsync("TERM");
        return await EndsAsync(cancellationToken);
    }

    /// <summary>Waits until the process has ended; gives its exit code.</summary>
    public Task<int> EndsAsync(CancellationToken cancellationToken) => _process.EndsAsync(cancellationToken);

    /// <summary>kill -9, and waits until it is gone.</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <summary>Sends a signal: <c>STOP</c> freezes it, <c>CONT</c> lets it go on.</summary>
    public Task SignalAsync(string signal) => _process.SignalAsync(signal);

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Http?.Dispose();
    }
}
