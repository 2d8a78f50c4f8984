using System.Net.Sockets;
using System.Text;

namespace Identity.Authentication.Tests.Hosting;

/// <summary>Sends bytes that no HTTP client would send.</summary>
internal static class RawHttp
{
    /// <summary>Sends a GET with these header lines, and gives the status of the answer.</summary>
    public static Task<int> GetAsync(Uri address, string path, params byte[][] headerLines) =>
        SendAsync(address, "GET", path, headerLines);

    /// <summary>Sends a request without a body, and gives the status of the answer.</summary>
    public static async Task<int> SendAsync(Uri address, string method, string path, params byte[][] headerLines)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        var request = new List<byte>(Encoding.ASCII.GetBytes(
            $"{method} {path} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: close\r\n"));
        foreach (var line in headerLines)
        {
            request.AddRange(line);
            request.AddRange("\r\n"u8);
        }

        request.AddRange("\r\n"u8);
        await stream.WriteAsync(request.ToArray(), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var status = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        return int.Parse(status!.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>A header line of Latin-1 text, so that every byte can be written.</summary>
    public static byte[] Line(string text) => Encoding.Latin1.GetBytes(text);
}
