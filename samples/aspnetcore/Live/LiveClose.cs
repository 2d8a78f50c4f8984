using System.Net.WebSockets;
using Identity.Authentication.Live;

namespace Identity.Shop.Live;

/// <summary>Why a socket is closed.</summary>
/// <param name="Code">
/// RFC 6455, section 7.4, and two of the private range, which end like the HTTP status that means the same: 4401, get a
/// new token and come again; 4403, don't.
/// </param>
/// <param name="Reason">A word for the client.</param>
internal sealed record LiveClose(WebSocketCloseStatus Code, string Reason)
{
    public const WebSocketCloseStatus TokenRefused = (WebSocketCloseStatus)4401;
    public const WebSocketCloseStatus CallerRevoked = (WebSocketCloseStatus)4403;

    private const WebSocketCloseStatus TryAgainLater = (WebSocketCloseStatus)1013;

    public static readonly LiveClose Goodbye = new(WebSocketCloseStatus.NormalClosure, "goodbye");
    public static readonly LiveClose Stopping = new(WebSocketCloseStatus.EndpointUnavailable, "stopping");
    public static readonly LiveClose TooLong = new(WebSocketCloseStatus.MessageTooBig, "message-too-long");
    public static readonly LiveClose NotUnderstood = new(WebSocketCloseStatus.InvalidPayloadData, "message-not-understood");

    /// <summary>The caller's time has ended.</summary>
    public static LiveClose Of(LiveEnd end) => new(
        end.Kind switch
        {
            LiveEndKind.Expired => TokenRefused,
            LiveEndKind.Revoked => CallerRevoked,
            _ => TryAgainLater,
        },
        end.Reason);
}
