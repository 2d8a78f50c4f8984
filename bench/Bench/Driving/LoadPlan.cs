using System.Buffers.Binary;
using System.Text;

namespace Identity.Bench.Driving;

/// <summary>Whole HTTP requests in a file, as bytes, so that a driver needn't build them while it measures.</summary>
internal sealed class LoadPlan : IDisposable
{
    private readonly FileStream _file;

    public LoadPlan()
    {
        Path = System.IO.Path.GetTempFileName();
        _file = File.Open(Path, FileMode.Truncate);
    }

    public string Path { get; }

    /// <summary>How many requests it holds.</summary>
    public int Count { get; private set; }

    /// <summary>A plan of questions.</summary>
    /// <param name="path">What is asked for.</param>
    /// <param name="tokens">As whom; nobody where it is null.</param>
    /// <param name="headers">Further headers, each ended by CRLF.</param>
    public static LoadPlan Get(string path, IEnumerable<string?> tokens, string headers = "")
    {
        var plan = new LoadPlan();
        foreach (var token in tokens)
        {
            var credentials = token is null ? "" : $"Authorization: Bearer {token}\r\n";
            plan.Add(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n{headers}{credentials}\r\n"));
        }
        return plan.Ready();
    }

    /// <summary>A plan of requests that were made for an <see cref="HttpClient"/>.</summary>
    public static async Task<LoadPlan> OfAsync(IEnumerable<HttpRequestMessage> requests)
    {
        var plan = new LoadPlan();
        foreach (var request in requests)
        {
            using (request)
            {
                var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync();
                if (request.Content is { } content) content.Headers.ContentLength = body.Length;
                var head = $"{request.Method} {request.RequestUri!.PathAndQuery} HTTP/1.1\r\nHost: localhost\r\n"
                    + request.Headers + request.Content?.Headers + "\r\n";
                plan.Add([.. Encoding.ASCII.GetBytes(head), .. body]);
            }
        }
        return plan.Ready();
    }

    /// <summary>The requests of a plan's file.</summary>
    public static List<byte[]> Read(string path)
    {
        List<byte[]> requests = [];
        using var file = new BinaryReader(File.OpenRead(path));
        while (file.BaseStream.Position < file.BaseStream.Length) requests.Add(file.ReadBytes(file.ReadInt32()));
        return requests;
    }

    public void Dispose()
    {
        _file.Dispose();
        File.Delete(Path);
    }

    private void Add(byte[] request)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, request.Length);
        _file.Write(length);
        _file.Write(request);
        Count++;
    }

    private LoadPlan Ready()
    {
        // Closed, so that others can open it.
        _file.Dispose();
        return this;
    }
}
