using System.Net.Sockets;
using System.Text;

namespace Identity.Testing;

/// <summary>Sends bytes that an HTTP client wouldn't.</summary>
public static class RawHttp
{
    /// <summary>Sends a request whose connection is to be closed, and reads the answer to its end.</summary>
    /// <param name="url">Where to.</param>
    /// <param name="request">
    /// The request, each character a byte, with <c>Connection: close</c> in it. Lines end as they are written.
    /// </param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task<RawAnswer> SendAsync(Uri url, string request, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience.Limit);
        using var client = new TcpClient();
        await client.ConnectAsync(url.Host, url.Port, patience.Token);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), patience.Token);
        using var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer, patience.Token);
        }
        catch (IOException) when (answer.Length > 0)
        {
            // Who refuses a request before it has read all of it may cut the connection after its answer.
        }

        return new RawAnswer(Encoding.Latin1.GetString(answer.ToArray()));
    }

    /// <summary>Sends a GET with a target and headers exactly as they are given.</summary>
    public static Task<RawAnswer> GetAsync(
        Uri url, string target, IEnumerable<string> headers, CancellationToken cancellationToken, string method = "GET") =>
        SendAsync(
            url,
            $"{method} {target} HTTP/1.1\r\nHost: {url.Authority}\r\nConnection: close\r\n"
            + string.Concat(headers.Select(header => header + "\r\n")) + "\r\n",
            cancellationToken);
}
