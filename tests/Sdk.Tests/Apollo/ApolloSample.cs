using Identity.Testing;

namespace Identity.Sdk.Tests.Apollo;

/// <summary>samples/apollo-graphql, compiled and running, and an Apollo client for it.</summary>
internal sealed class ApolloSample : IAsyncDisposable
{
    private const string Project = "samples/apollo-graphql";

    private readonly NodeFolder _folder;

    private ApolloSample(NodeFolder folder, NodeProcess server, Uri url) => (_folder, Server, Url) = (folder, server, url);

    public NodeProcess Server { get; }

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

    public static async Task<ApolloSample> StartAsync(World world, CancellationToken cancellationToken)
    {
        var folder = await NodeFolder.CreateAsync(Project, cancellationToken);
        foreach (var name in new[] { "package.json", "tsconfig.json", "src" }) folder.Copy($"{Project}/{name}", name);
        folder.Copy("tests/Sdk.Tests/Apollo/client.mjs", "client.mjs");
        await folder.RunAsync("node_modules/typescript/bin/tsc", world.Environment, cancellationToken);
        var server = folder.Start("dist/server.js", new Dictionary<string, string?>(world.Environment) { ["PORT"] = "0" });
        var listening = await server.PrintsAsync("GraphQL on (http://[^/]+)/graphql", cancellationToken);
        return new ApolloSample(folder, server, new Uri(listening.Groups[1].Value));
    }

    /// <summary>Asks who I am, with an Apollo client over HTTP; gives what it printed.</summary>
    public async Task<ApolloAnswer> QueryAsync(string? token, CancellationToken cancellationToken, Uri? url = null)
    {
        string[] arguments = ["query", (url ?? new Uri(Url, "/graphql")).ToString(), token ?? ""];
        return new ApolloAnswer((await _folder.RunAsync("client.mjs", NoSettings, cancellationToken, arguments))[^1]);
    }

    /// <summary>Subscribes with an Apollo client over a WebSocket.</summary>
    /// <param name="token">A token; or the address where the client gets a new one at every connect.</param>
    public NodeProcess Subscribe(string token) =>
        _folder.Start("client.mjs", NoSettings, "subscribe", new Uri(Url, "/graphql").ToString(), token);

    /// <summary>Starts the sample's own client, which follows who signed in until it is thrown out.</summary>
    public NodeProcess StartClient(string token) =>
        _folder.Start("dist/client.js", NoSettings, new Uri(Url, "/graphql").ToString(), token);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _folder.Dispose();
    }

    private static Dictionary<string, string?> NoSettings => [];
}
