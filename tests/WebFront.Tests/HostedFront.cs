using Identity.Testing;
using Identity.WebFront.Webhooks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Identity.WebFront.Tests;

/// <summary>The front inside the test's process, for what can't be seen from outside.</summary>
internal sealed class HostedFront : WebApplicationFactory<WebhookLimits>
{
    private readonly FrontSettings _settings = new();
    private IReadOnlyDictionary<string, string?> _engine = new Dictionary<string, string?>();

    public static async Task<HostedFront> CreateAsync()
    {
        var front = new HostedFront();
        front._engine = await TestEngine.SettingsAsync(Path.Combine(front._settings.Folder, "identity.db"));
        return front;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        foreach (var (name, value) in _settings.Environment().Concat(_engine))
        {
            if (value is not null) builder.UseSetting(name.Replace("__", ":", StringComparison.Ordinal), value);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _settings.Dispose();
    }
}
