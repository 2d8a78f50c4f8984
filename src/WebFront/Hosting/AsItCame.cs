using System.Net;
using Microsoft.Extensions.Primitives;

namespace Identity.WebFront.Hosting;

/// <summary>What ASP.NET Core's forwarded headers change about a request, from before they do.</summary>
/// <param name="Peer">The address of the connection.</param>
/// <param name="ForwardedProto">X-Forwarded-Proto, which they take away.</param>
internal sealed record AsItCame(IPAddress? Peer, StringValues ForwardedProto);
