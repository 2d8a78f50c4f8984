using Identity.Testing;

namespace Identity.Bench.Servers;

/// <summary>A real nginx that asks the front before it answers by itself: its <c>auth_request</c>.</summary>
internal sealed class NginxServer : IServer
{
    private readonly NginxProcess _nginx;
    private readonly FrontServer _front;

    private NginxServer(NginxProcess nginx, FrontServer front) => (_nginx, _front) = (nginx, front);

    public Uri Url => _nginx.Url;

    public IReadOnlyList<int> Processes => [.. _front.Processes, _nginx.ProcessId];

    /// <summary><c>/open</c> asks nobody; <c>/members</c> asks the front.</summary>
    public static async Task<NginxServer> StartAsync(FrontServer front)
    {
        var url = FreePort.Url();
        return new NginxServer(await NginxProcess.StartAsync(
            $$"""
            upstream identity { server {{front.Url.Authority}}; keepalive 64; keepalive_requests 1000000; }
            server {
                listen {{url.Authority}};
                keepalive_requests 1000000;
                location = /open { return 200 "open"; }
                location = /members {
                    auth_request /check;
                    try_files /none @members;
                }
                location @members { return 200 "members"; }
                location = /check {
                    internal;
                    proxy_pass http://identity/auth/request;
                    proxy_pass_request_body off;
                    proxy_http_version 1.1;
                    proxy_set_header Connection "";
                    proxy_set_header Content-Length "";
                    proxy_set_header X-Original-Method $request_method;
                    proxy_set_header X-Original-URI $request_uri;
                    proxy_set_header X-Forwarded-Host $host;
                    proxy_set_header X-Forwarded-Proto $scheme;
                }
            }
            """,
            url,
            new Dictionary<string, string>()), front);
    }

    public Task<double?> AllocatedAsync() => _front.AllocatedAsync();

    public ValueTask DisposeAsync() => _nginx.DisposeAsync();
}
