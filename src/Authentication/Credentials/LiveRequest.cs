using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Identity.Authentication.Credentials;

/// <summary>Recognises what a browser sends to open a live connection, where a page can't set a header.</summary>
internal static class LiveRequest
{
    private const string WebSocket = "websocket";
    private const string EventStream = "text/event-stream";

    /// <summary>A WebSocket handshake, or what an <c>EventSource</c> asks.</summary>
    public static bool Is(HttpRequest request) => IsWebSocket(request) || IsEventSource(request);

    /// <summary>A WebSocket handshake: RFC 6455, 4.1, or over HTTP/2 and 3, RFC 8441 and 9220.</summary>
    public static bool IsWebSocket(HttpRequest request) =>
        HttpMethods.IsConnect(request.Method)
            ? request.HttpContext.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true } connect
                && WebSocket.Equals(connect.Protocol, StringComparison.OrdinalIgnoreCase)
            : Lists(request.Headers.Upgrade, WebSocket);

    private static bool IsEventSource(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && Lists(request.Headers.Accept, EventStream);

    private static bool Lists(StringValues header, string element)
    {
        foreach (var line in header)
        {
            foreach (var range in line.AsSpan().Split(','))
            {
                if (line.AsSpan()[range].Trim().Equals(element, StringComparison.OrdinalIgnoreCase)) return true;
            }
        }

        return false;
    }
}
