using Orleans;
using Orleans.Concurrency;

namespace Identity.Orleans.Embedded.Tests.Calls;

internal interface ICallGrain : ICallBase
{
    Task<object> EchoAsync(object value);

    ValueTask DoAsync();

    ValueTask<int> SumAsync(int one, int two, CancellationToken cancellationToken);

    Task ThrowAsync(Exception exception);

    Task ThrowLaterAsync(Exception exception);

    ValueTask<int> ThrowValueAsync(Exception exception);

    Task WaitAsync(string gate, CancellationToken cancellationToken);

    [AlwaysInterleave]
    Task NoteAsync(string note);

    Task SlowNoteAsync(string gate);

    /// <summary>Calls <paramref name="key"/>, which calls back.</summary>
    Task<string> CallThereAndBackAsync(string key, bool interleaved);

    Task<string> CallBackAsync(string key, bool interleaved);

    Task<string> AnswerAsync();

    [AlwaysInterleave]
    Task<string> AnswerInterleavedAsync();

    /// <summary>What the request context holds; then changes it.</summary>
    Task<string?> ReadContextAsync();

    /// <summary>The same without an async method, whose changes the runtime would not keep back.</summary>
    ValueTask<string?> ReadContextDirectlyAsync();

    /// <summary>What the request context holds after an await.</summary>
    Task<string?> ReadContextLaterAsync(string gate);

    /// <summary>What the request context of a call from here holds.</summary>
    Task<string?> PassContextAsync(string key);

    Task<string?> ActivityAsync();
}
