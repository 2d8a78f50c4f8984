using Identity.Testing;

namespace Identity.Sdk.Tests.Apollo;

/// <summary>The sample, beside a newcomer's front; behind nginx too, where there is one.</summary>
public sealed class ApolloFixture(World world) : IAsyncLifetime
{
    private ApolloSample? _sample;
    private NginxProcess? _nginx;

    internal ApolloSample Sample => _sample!;

    /// <summary>The sample's address behind nginx, which asks the front before it lets a request pass.</summary>
    internal Uri Gateway => new(_nginx!.Url, "/graphql");

    internal static void RequireNginx() => Assert.SkipWhen(
        NginxProcess.Program is null && MachineProgram.MayBeMissing, "No nginx was found (on Debian: nginx-light).");

    public async ValueTask InitializeAsync()
    {
        if (!world.IsRunning) return;
        _sample = await ApolloSample.StartAsync(world, CancellationToken.None);
        if (NginxProcess.Program is null) return;
        var url = FreePort.Url();
        var files = new[] { "identity-question.conf", "identity-headers.conf" }
            .ToDictionary(name => name, name => File.ReadAllText(Checkout.Combine("deploy", "nginx", name)));
        _nginx = await NginxProcess.StartAsync(
            $$"""
            server {
                listen {{url.Authority}};
                location = /graphql {
                    auth_request /_identity;
                    include identity-headers.conf;
                    proxy_pass {{_sample.Url.GetLeftPart(UriPartial.Authority)}}/gateway/graphql;
                }
                location = /_identity {
                    include identity-question.conf;
                    proxy_pass {{world.Url}}/auth/request?optional;
                }
                location @identity_malformed { return 403; }
            }
            """,
            url,
            files);
    }

    public async ValueTask DisposeAsync()
    {
        if (_nginx is not null) await _nginx.DisposeAsync();
        if (_sample is not null) await _sample.DisposeAsync();
    }
}
