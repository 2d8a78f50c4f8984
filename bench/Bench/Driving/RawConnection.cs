using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Identity.Bench.Driving;

/// <summary>
/// One HTTP/1.1 connection that is given whole requests, and reads as little of the answers as it can.
/// </summary>
internal sealed class RawConnection : IDisposable
{
    private const string LengthName = "\r\nContent-Length: ";

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly byte[] _buffer = new byte[64 * 1024];

    public RawConnection(Uri url)
    {
        _socket.NoDelay = true;
        _socket.Connect(url.Host, url.Port);
    }

    /// <summary>The status of the answer to a request.</summary>
    public async ValueTask<int> AskAsync(byte[] request)
    {
        await _socket.SendAsync(request);
        var length = 0;
        while (true)
        {
            length += Received(await _socket.ReceiveAsync(_buffer.AsMemory(length)));
            if (IsWhole(_buffer.AsSpan(0, length), out var status)) return status;
        }
    }

    /// <summary>The same, on the thread that asks.</summary>
    public int Ask(byte[] request)
    {
        _socket.Send(request);
        var length = 0;
        while (true)
        {
            length += Received(_socket.Receive(_buffer.AsSpan(length)));
            if (IsWhole(_buffer.AsSpan(0, length), out var status)) return status;
        }
    }

    public void Dispose() => _socket.Dispose();

    private static int Received(int bytes) =>
        bytes > 0 ? bytes : throw new InvalidOperationException("The server closed the connection.");

    private static bool IsWhole(ReadOnlySpan<byte> answer, out int status)
    {
        status = 0;
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0) return false;
        var text = Encoding.ASCII.GetString(answer[..head]);
        status = int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture);
        var at = text.IndexOf(LengthName, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return answer.EndsWith("0\r\n\r\n"u8);
        var end = text.IndexOf('\r', at + LengthName.Length);
        var number = end < 0 ? text[(at + LengthName.Length)..] : text[(at + LengthName.Length)..end];
        return answer.Length >= head + 4 + int.Parse(number, CultureInfo.InvariantCulture);
    }
}
