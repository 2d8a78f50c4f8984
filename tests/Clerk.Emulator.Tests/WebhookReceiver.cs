using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Identity.Clerk.Emulator.Tests;

/// <summary>Takes webhooks on a real port and checks each signature itself.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<ReceivedWebhook> _received = Channel.CreateUnbounded<ReceivedWebhook>();
    private readonly WebApplication _application;

    private WebhookReceiver(WebApplication application) => _application = application;

    /// <summary>Set before anything is sent.</summary>
    public string Secret { get; set; } = "";

    /// <summary>What to answer; 204 unless told otherwise.</summary>
    public Func<ReceivedWebhook, HttpResponse, int> Answer { get; set; } = (_, _) => StatusCodes.Status204NoContent;

    /// <summary>Requests whose signature was wrong.</summary>
    public ConcurrentQueue<string> Refused { get; } = [];

    public Uri Url { get; private set; } = null!;

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        var receiver = new WebhookReceiver(application);
        application.Run(receiver.ReceiveAsync);
        await application.StartAsync(TestContext.Current.CancellationToken);
        receiver.Url = new Uri(new Uri(application.Urls.Single()), "/webhooks/clerk");
        return receiver;
    }

    public async Task<ReceivedWebhook> NextAsync() =>
        await _received.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);

    public async Task<List<ReceivedWebhook>> TakeAsync(int count)
    {
        var taken = new List<ReceivedWebhook>();
        while (taken.Count < count)
            taken.Add(await NextAsync());
        return taken;
    }

    public async Task<ReceivedWebhook> NextAsync(string type)
    {
        while (true)
        {
            var webhook = await NextAsync();
            if (webhook.Type == type)
                return webhook;
        }
    }

    public bool TryTake() => _received.Reader.TryRead(out _);

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var id = context.Request.Headers["svix-id"].ToString();
        var timestamp = context.Request.Headers["svix-timestamp"].ToString();
        var key = Convert.FromBase64String(Secret["whsec_".Length..]);
        var mac = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}"));
        if (context.Request.Headers["svix-signature"] != "v1," + Convert.ToBase64String(mac)
            || context.Request.ContentType != "application/json")
        {
            Refused.Enqueue(body);
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var envelope = JsonNode.Parse(body)!.AsObject();
        var webhook = new ReceivedWebhook(
            id, long.Parse(timestamp, CultureInfo.InvariantCulture), (string)envelope["type"]!, envelope, body);
        context.Response.StatusCode = Answer(webhook, context.Response);
        await _received.Writer.WriteAsync(webhook, context.RequestAborted);
    }
}
