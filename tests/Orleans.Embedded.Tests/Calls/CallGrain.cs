using System.Diagnostics;
using Identity.Orleans.Embedded.Tests.Engine;
using Orleans;
using Orleans.Runtime;

namespace Identity.Orleans.Embedded.Tests.Calls;

internal sealed class CallGrain(Stage stage) : Grain, ICallGrain
{
    public Task<string> InheritedAsync(string? text) => Task.FromResult(text ?? "nothing");

    public Task<object> EchoAsync(object value) => Task.FromResult(value);

    public ValueTask DoAsync() => ValueTask.CompletedTask;

    public ValueTask<int> SumAsync(int one, int two, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<int>(one + two);
    }

    public Task ThrowAsync(Exception exception) => throw exception;

    public async Task ThrowLaterAsync(Exception exception)
    {
        await Task.Yield();
        throw exception;
    }

    public ValueTask<int> ThrowValueAsync(Exception exception) => throw exception;

    public Task WaitAsync(string gate, CancellationToken cancellationToken)
        => stage.PassAsync(gate).WaitAsync(cancellationToken);

    public Task NoteAsync(string note)
    {
        stage.Note(note);
        return Task.CompletedTask;
    }

    public async Task SlowNoteAsync(string gate)
    {
        await stage.PassAsync(gate);
        stage.Note(gate);
    }

    public Task<string> CallThereAndBackAsync(string key, bool interleaved)
        => GrainFactory.GetGrain<ICallGrain>(key).CallBackAsync(this.GetPrimaryKeyString(), interleaved);

    public async Task<string> CallBackAsync(string key, bool interleaved)
    {
        var origin = GrainFactory.GetGrain<ICallGrain>(key);
        return interleaved ? await origin.AnswerInterleavedAsync() : await origin.AnswerAsync();
    }

    public Task<string> AnswerAsync() => Task.FromResult("answer");

    public Task<string> AnswerInterleavedAsync() => Task.FromResult("answer");

    public async Task<string?> ReadContextAsync()
    {
        var value = (string?)RequestContext.Get("key");
        RequestContext.Set("key", "changed");
        await Task.Yield();
        RequestContext.Set("key", "changed again");
        return value;
    }

    public ValueTask<string?> ReadContextDirectlyAsync()
    {
        var value = (string?)RequestContext.Get("key");
        RequestContext.Set("key", "changed");
        return new ValueTask<string?>(value);
    }

    public async Task<string?> ReadContextLaterAsync(string gate)
    {
        await stage.PassAsync(gate);
        return (string?)RequestContext.Get("key");
    }

    public Task<string?> PassContextAsync(string key) => GrainFactory.GetGrain<ICallGrain>(key).ReadContextAsync();

    public async Task<string?> ActivityAsync()
    {
        await Task.Yield();
        return Activity.Current?.Id;
    }
}
