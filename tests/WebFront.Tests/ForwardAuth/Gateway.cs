using Identity.Testing;

namespace Identity.WebFront.Tests.ForwardAuth;

/// <summary>The shipped configuration of nginx, in front of an application that says what reached it.</summary>
internal sealed class Gateway : IAsyncDisposable
{
    private readonly NginxProcess _nginx;

    private Gateway(NginxProcess nginx, EchoServer application)
    {
        (_nginx, Application) = (nginx, application);
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = nginx.Url,
        };
    }

    public EchoServer Application { get; }

    public HttpClient Http { get; }

    public Uri Url => _nginx.Url;

    /// <summary>Skips the test on a machine without nginx, unless it is a build server.</summary>
    public static void Require() => Assert.SkipWhen(
        NginxProcess.Program is null && MachineProgram.MayBeMissing, "No nginx was found (on Debian: nginx-light).");

    public static async Task<Gateway> StartAsync(Uri front, CancellationToken cancellationToken)
    {
        var application = await EchoServer.StartAsync(cancellationToken);
        var url = FreePort.Url();
        var http = Checkout.Read("deploy", "nginx", "identity.conf").Replaced("listen 8080", $"listen {url.Authority}");
        var snippets = Snippets();
        snippets["identity-upstreams.conf"] = Checkout.Read("deploy", "nginx", "identity-upstreams.conf")
            .With(front, application.Url);
        return new Gateway(await NginxProcess.StartAsync(http, url, snippets), application);
    }

    /// <summary>The files that the configuration includes, by name.</summary>
    public static Dictionary<string, string> Snippets() => new[] { "identity-question.conf", "identity-headers.conf" }
        .ToDictionary(name => name, name => Checkout.Read("deploy", "nginx", name));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _nginx.DisposeAsync();
        await Application.DisposeAsync();
    }
}
