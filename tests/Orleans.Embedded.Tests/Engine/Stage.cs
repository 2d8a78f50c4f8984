using System.Collections.Concurrent;

namespace Identity.Orleans.Embedded.Tests.Engine;

/// <summary>Where grains and tests meet: gates to wait at, notes in order, counters and switches.</summary>
internal sealed class Stage
{
    private readonly ConcurrentDictionary<string, Gate> _gates = new();
    private readonly ConcurrentDictionary<string, int> _counts = new();
    private readonly ConcurrentDictionary<string, Exception> _failures = new();
    private readonly ConcurrentQueue<string> _notes = new();
    private volatile bool _allOpen;

    public IReadOnlyList<string> Notes => [.. _notes];

    public void Note(string text) => _notes.Enqueue(text);

    public int Count(string name) => _counts.GetValueOrDefault(name);

    public void Add(string name) => _counts.AddOrUpdate(name, 1, static (_, count) => count + 1);

    /// <summary>From now on, <see cref="Try"/> throws this under the name.</summary>
    public void Fail(string name, Exception exception) => _failures[name] = exception;

    public void Heal(string name) => _failures.TryRemove(name, out _);

    public void Try(string name)
    {
        if (_failures.TryGetValue(name, out var exception))
        {
            throw exception;
        }
    }

    /// <summary>A grain says that it is here, and waits.</summary>
    public Task PassAsync(string gate)
    {
        var found = Find(gate);
        found.Reached.TrySetResult();
        return _allOpen ? Task.CompletedTask : found.Opened.Task;
    }

    /// <summary>The test waits until a grain is there.</summary>
    public Task ReachedAsync(string gate)
        => Find(gate).Reached.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    public bool IsReached(string gate) => Find(gate).Reached.Task.IsCompleted;

    public void Open(string gate) => Find(gate).Opened.TrySetResult();

    public void OpenAll()
    {
        _allOpen = true;
        foreach (var gate in _gates.Values)
        {
            gate.Opened.TrySetResult();
        }
    }

    private Gate Find(string name) => _gates.GetOrAdd(name, static _ => new Gate());

    private sealed class Gate
    {
        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Opened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
