using Identity.Authentication;
using Identity.Authentication.Live;

namespace Identity.Shop.Live;

/// <summary><c>/live</c>: a WebSocket that is open as long as its caller may pass.</summary>
internal static class LiveEndpoints
{
    // A browser sends the token as a subprotocol, and wants one of its offers back: never the token.
    private const string SubProtocol = "shop.live";

    public static void MapLive(this IEndpointRouteBuilder routes) => routes.MapGet("/live", RunAsync);

    // The parameter refuses whoever isn't signed in, with 401 and before the upgrade.
    private static async Task RunAsync(
        HttpContext context, CurrentUser me, LiveCallers callers, IHostApplicationLifetime application)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var caller = callers.Watch(me);
        var offered = context.WebSockets.WebSocketRequestedProtocols.Contains(SubProtocol);
        using var socket = await context.WebSockets.AcceptWebSocketAsync(offered ? SubProtocol : null);
        await new LiveSocket(socket, caller).RunAsync(application.ApplicationStopping);
    }
}
