using System.Globalization;
using System.Text;
using Identity.Clerk.Emulator.Keys;
using Identity.Clerk.Emulator.State;

namespace Identity.Clerk.Emulator.Webhooks;

/// <summary>Sends each message until the receiver has taken it, eight at a time.</summary>
internal sealed partial class WebhookSender(
    Uri target,
    EmulatorKeys keys,
    EmulatorStore store,
    TimeProvider clock,
    ILogger<WebhookSender> logger) : IAsyncDisposable
{
    private const int Concurrency = 8;
    private const int NoAnswer = 0;

    // Clerk's receivers have 15 seconds (Svix documentation, "Retries").
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = ConnectTimeout,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private readonly byte[] _key = keys.WebhookKey();
    private readonly SemaphoreSlim _places = new(Concurrency);
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _turn = new();
    private readonly HashSet<Task> _running = [];

    /// <summary>Lets messages go. Until then they wait, so that a receiver in this process can come up first.</summary>
    public void Open() => _opened.TrySetResult();

    /// <summary>Takes charge of messages; what fails is tried again for as long as the emulator runs.</summary>
    public void Send(IEnumerable<Delivery> deliveries)
    {
        foreach (var delivery in deliveries)
            Start(delivery, before: Task.CompletedTask);
    }

    /// <summary>As the other, but each message waits until the one before it was tried.</summary>
    public void SendInOrder(IEnumerable<Delivery> deliveries)
    {
        var before = Task.CompletedTask;
        foreach (var delivery in deliveries)
        {
            Start(delivery, before);
            before = delivery.Tried;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task[] running;
        lock (_turn)
        {
            _stopping.Cancel();
            running = [.. _running];
        }

        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _http.Dispose();
        _places.Dispose();
        _stopping.Dispose();
    }

    private void Start(Delivery delivery, Task before)
    {
        lock (_turn)
        {
            if (_stopping.IsCancellationRequested)
                return;

            var running = DeliverAsync(delivery, before, _stopping.Token);
            _running.Add(running);
            _ = running.ContinueWith(
                Forget, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private void Forget(Task ended)
    {
        lock (_turn)
            _running.Remove(ended);
    }

    private async Task DeliverAsync(Delivery delivery, Task before, CancellationToken stopping)
    {
        // The caller holds a lock, which no part of a delivery may keep.
        await _opened.Task.WaitAsync(stopping).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await before.WaitAsync(stopping);
        if (delivery.Delay > TimeSpan.Zero)
            await Task.Delay(delivery.Delay, clock, stopping);
        while (delivery.State == DeliveryState.Pending)
        {
            var answer = delivery is { Attempts: 0, Copies: > 0 and var copies }
                ? await AttemptAllAsync(delivery.Message, copies + 1, stopping)
                : await AttemptAsync(delivery.Message, stopping);
            delivery.Attempted(answer.Status);
            if (answer.IsSuccess)
            {
                store.Delivered(delivery);
                await SaveAsync();
                return;
            }

            LogDeliveryFailed(logger, delivery.Message.Type, delivery.Message.Id, delivery.Attempts, answer.Status);
            await Task.Delay(RetrySchedule.After(delivery.Attempts, answer.RetryAfter), clock, stopping);
        }
    }

    /// <summary>Sends the same message several times at once, as a sender does that is unsure of itself.</summary>
    private async Task<Answer> AttemptAllAsync(WebhookMessage message, int times, CancellationToken stopping)
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, times).Select(_ => AttemptAsync(message, stopping)));
        return Array.Find(answers, answer => answer.IsSuccess) is { IsSuccess: true } taken ? taken : answers[0];
    }

    private async Task<Answer> AttemptAsync(WebhookMessage message, CancellationToken stopping)
    {
        await _places.WaitAsync(stopping);
        try
        {
            using var timeout = new CancellationTokenSource(AttemptTimeout, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, timeout.Token);
            using var request = Request(message);
            using var response = await _http.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return new Answer((int)response.StatusCode, RetryAfter(response));
        }
        catch (Exception exception) when (
            exception is HttpRequestException or OperationCanceledException && !stopping.IsCancellationRequested)
        {
            return new Answer(NoAnswer, RetryAfter: null);
        }
        finally
        {
            _places.Release();
        }
    }

    private HttpRequestMessage Request(WebhookMessage message)
    {
        // The timestamp is the attempt's, so a late retry is within the receiver's tolerance.
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, target)
        {
            Content = new StringContent(message.Body, Encoding.UTF8, "application/json"),
        };
        request.Content.Headers.ContentType!.CharSet = null;
        request.Headers.TryAddWithoutValidation("user-agent", "Svix-Webhooks/1.0 (clerk-emulator)");
        request.Headers.Add("svix-id", message.Id);
        request.Headers.Add("svix-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("svix-signature", WebhookSignature.Sign(_key, message.Id, timestamp, message.Body));
        return request;
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - clock.GetUtcNow(),
            _ => null,
        };

    private async Task SaveAsync()
    {
        try
        {
            await store.SaveAsync();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // At worst the message is sent once more after a restart, which receivers must expect anyway.
            LogSaveFailed(logger, exception);
        }
    }

    [LoggerMessage(EventIds.DeliveryFailed, LogLevel.Warning,
        "Webhook '{Type}' '{MessageId}' was not taken at attempt {Attempt}, status {Status}; it is tried again")]
    private static partial void LogDeliveryFailed(
        ILogger logger, string type, string messageId, int attempt, int status);

    [LoggerMessage(EventIds.SaveFailed, LogLevel.Error, "The emulator's state could not be written")]
    private static partial void LogSaveFailed(ILogger logger, Exception exception);

    private readonly record struct Answer(int Status, TimeSpan? RetryAfter)
    {
        public bool IsSuccess => Status is >= 200 and < 300;
    }
}
