using System.IO.Pipelines;
using System.Text;
using Identity.Testing;
using Identity.WebFront.Identity.Live;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Identity.WebFront.Tests.Identity.Live;

/// <summary>How events are written, and what becomes of a client that takes none.</summary>
public sealed class EventStreamTests
{
    private readonly ManualTimeProvider _clock = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_Event_InTheFormOfTheStandard()
    {
        var pipe = new Pipe();
        var events = new EventStream(Context(pipe, new Lifetime()), _clock);

        await events.StartAsync();
        await events.SendAsync("caller", "{}"u8, "7-ab");
        await events.SendAsync("expired", "{}"u8);

        var sent = await pipe.Reader.ReadAsync(Cancel);
        Assert.Equal(
            ":\n\nevent: caller\nid: 7-ab\ndata: {}\n\nevent: expired\ndata: {}\n\n", Encoding.UTF8.GetString(sent.Buffer));
    }

    [Fact]
    public async Task Send_ClientTakesNothing_IsCutOffAndNothingPilesUp()
    {
        // It holds back whoever writes, as a connection does whose client reads nothing.
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 16, resumeWriterThreshold: 8));
        var lifetime = new Lifetime();
        var events = new EventStream(Context(pipe, lifetime), _clock);

        var sending = events.SendAsync("caller", new byte[64]);
        _clock.Advance(EventStream.Patience - TimeSpan.FromMilliseconds(1));
        Assert.False(sending.IsCompleted);
        Assert.False(lifetime.IsAborted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.True(lifetime.IsAborted);
    }

    [Fact]
    public async Task Send_ClientHasGone_Ends()
    {
        var pipe = new Pipe();
        await pipe.Reader.CompleteAsync();
        var events = new EventStream(Context(pipe, new Lifetime()), _clock);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => events.CommentAsync());
    }

    private static DefaultHttpContext Context(Pipe pipe, Lifetime lifetime)
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpResponseBodyFeature>(new Body(pipe.Writer));
        context.Features.Set<IHttpRequestLifetimeFeature>(lifetime);
        return context;
    }

    private sealed class Lifetime : IHttpRequestLifetimeFeature
    {
        public bool IsAborted { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => IsAborted = true;
    }

    private sealed class Body(PipeWriter writer) : IHttpResponseBodyFeature
    {
        public Stream Stream => writer.AsStream();

        public PipeWriter Writer => writer;

        public void DisableBuffering()
        {
            // Nothing is buffered.
        }

        public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

        public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task CompleteAsync() => Task.CompletedTask;
    }
}
