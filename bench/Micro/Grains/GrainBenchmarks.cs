using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using BenchmarkDotNet.Attributes;
using Identity.Clerk.Identifiers;
using Identity.Grains.Callers;
using Identity.Grains.Events;
using Identity.Grains.Merging;
using Identity.Grains.Users;
using Identity.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Identity.Micro.Grains;

/// <summary>A question to a user's grain, the merge of an event into its state, and its snapshot as JSON.</summary>
public class GrainBenchmarks
{
    private const long Start = 1_790_845_200_000;

    private readonly TempFolder _folder = new();
    private readonly ArrayBufferWriter<byte> _output = new(4096);
    private readonly CallerQuery _query = new(SessionId.Parse("sess_1"), IssuedAt: 0, OrganizationId: null);
    private IHost _host = null!;
    private IGrainFactory _grains = null!;
    private UserSnapshot _snapshot = null!;
    private ClerkDelivery _later = null!;
    private UserState _state = null!;
    private Reading[] _reading = [];
    private JsonNode _document = null!;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Identity"] = $"Data Source={_folder.Combine("identity.db")}",
            ["CLERK_WEBHOOK_SIGNING_SECRET"] = new SvixSigner().Secret,
        });
        builder.AddIdentitySilo();
        _host = builder.Build();
        await _host.StartAsync();
        _grains = _host.Services.GetRequiredService<IGrainFactory>();
        var grain = _grains.GetGrain<IUserGrain>("user_1");
        await grain.ApplyAsync([Delivery("msg_1", 0)]);
        _snapshot = (await grain.GetAsync())!;
        _document = JsonNode.Parse(_snapshot.Raw.Bytes.Span)!;
        _later = Delivery("msg_2", 1_000);
        _state = Fold.Into(new UserState(), [Read(Delivery("msg_1", 0))], out _);
        _reading = [Read(_later)];
    }

    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _folder.Dispose();
    }

    [Benchmark(Description = "a question to a grain in memory")]
    public ValueTask<CallerResolution> Ask() => _grains.GetGrain<IUserGrain>("user_1").ResolveAsync(_query);

    [Benchmark(Description = "an event read from its JSON")]
    public object? ReadEvent() => ReceivedEvent.Read(_later, out _);

    [Benchmark(Description = "an event merged into a state")]
    public object Merge() => Fold.Into(_state, _reading, out _);

    [Benchmark(Description = "a snapshot to JSON, from the raw resource")]
    public int Snapshot()
    {
        _output.ResetWrittenCount();
        _snapshot.WritePublicJson(_output);
        return _output.WrittenCount;
    }

    [Benchmark(Description = "the same resource by System.Text.Json, from nodes")]
    public int Nodes()
    {
        _output.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_output);
        _document.WriteTo(json);
        json.Flush();
        return _output.WrittenCount;
    }

    private static Reading Read(ClerkDelivery delivery) =>
        new(delivery.Id, ReceivedEvent.Read(delivery, out var reason), reason);

    private static ClerkDelivery Delivery(string id, long age) => new(
        MessageId.Parse(id),
        ClerkEventJson.Envelope("user.updated", ClerkEventJson.User("user_1", Start + age), Start + age + 5));
}
