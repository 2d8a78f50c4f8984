using System.Globalization;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Webhooks;
using Identity.Grains.Events;
using Identity.Grains.Users;
using Identity.Ingest.Webhooks;
using Identity.Storage.Inbox;
using Identity.Storage.Startup;
using Identity.Testing;
using Identity.Testing.Engines;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;

namespace Identity.Grains.Tests.Engine;

/// <summary>All of the ingest, set to one Clerk instance, with the real grains on a database of its own.</summary>
internal sealed class PinnedIngest : IAsyncDisposable
{
    /// <summary>What grains and readers have of it; the inbox keeps whatever came.</summary>
    private static readonly string[] Tables =
    [
        TestEngine.IsOrleans ? "orleansstorage" : "grain_state",
        "users", "user_identifiers", "organizations", "memberships", "resources",
    ];

    private readonly TempFolder _folder;
    private readonly IHost _host;
    private readonly SvixSigner _signer;
    private readonly string _connectionString;

    private PinnedIngest(TempFolder folder, IHost host, SvixSigner signer, string connectionString) =>
        (_folder, _host, _signer, _connectionString) = (folder, host, signer, connectionString);

    public static async Task<PinnedIngest> StartAsync(string instance)
    {
        var (folder, signer) = (new TempFolder(), new SvixSigner());
        var database = await TestEngine.SettingsAsync(folder.Combine("identity.db"));
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration.AddInMemoryCollection(database);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["CLERK_WEBHOOK_SIGNING_SECRET"] = signer.Secret,
            ["Clerk:InstanceId"] = instance,
        });
        builder.AddIdentitySilo();
        SiloStart.Configure(builder.Services, TimeSpan.FromSeconds(30));
        var host = builder.Build();
        var ingest = new PinnedIngest(folder, host, signer, database["ConnectionStrings:Identity"]!);
        await ingest.Get<IStorageStartup>().StartAsync(CancellationToken.None);
        await SiloStart.StartAsync(host);
        return ingest;
    }

    public IUserGrain User(string id) => Get<IGrainFactory>().GetGrain<IUserGrain>(id);

    /// <summary>Takes a delivery in, as it comes from Svix.</summary>
    public Task<IntakeResult> ReceiveAsync(ClerkDelivery delivery)
    {
        using var request = _signer.Request(
            new Uri("http://localhost"), delivery.Id.Value, delivery.Body.ToArray(), TimeProvider.System.GetUtcNow());
        string? Header(string name) => request.Headers.TryGetValues(name, out var values) ? values.Single() : null;
        return Get<WebhookIntake>().ReceiveAsync(WebhookHeaders.Read(Header), delivery.Body, CancellationToken.None);
    }

    /// <summary>The states of what came from one instance, by message.</summary>
    public async Task<Dictionary<MessageId, InboxState>> StatesAsync(string instance)
    {
        var rows = await Get<IInbox>().ListAsync(InboxFilter.None, null, 500, CancellationToken.None);
        Assert.True(rows.Length < 500, "There is more than a page of deliveries.");
        return rows.Where(row => row.InstanceId.Value == instance).ToDictionary(row => row.Id, row => row.State);
    }

    /// <summary>Every row of the grains' states and of the directory.</summary>
    public async Task<List<string>> RowsAsync()
    {
        await using var connection = TestEngine.ConnectionTo(_connectionString);
        await connection.OpenAsync();
        var rows = new List<string>();
        foreach (var table in Tables)
        {
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The names are the schema's own.
            // When a row was written, in which of the server's transactions, and after which other, is no part of what it says.
            command.CommandText = TestEngine.IsOrleans
                ? $"SELECT to_jsonb(t) - '{{modifiedon,changedin,transaction_id}}'::text[] FROM {table} t"
                : $"SELECT * FROM {table}";
#pragma warning restore CA2100
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var values = Enumerable.Range(0, reader.FieldCount)
                    .Where(i => reader.GetName(i) != "change_number")
                    .Select(i => Text(reader[i]));
                rows.Add($"{table} {string.Join(' ', values)}");
            }
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        await SiloStart.StopAsync(_host);
        await ((IAsyncDisposable)_host).DisposeAsync();
        _folder.Dispose();
    }

    private static string? Text(object value) =>
        value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture);

    private T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();
}
