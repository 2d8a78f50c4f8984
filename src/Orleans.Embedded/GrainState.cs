namespace Orleans;

/// <summary>A plain <see cref="IGrainState{T}"/>.</summary>
public sealed class GrainState<T> : IGrainState<T>
{
    /// <summary>The type's default, no version.</summary>
    public GrainState()
        : this(default!, null)
    {
    }

    /// <summary>A state that was never stored.</summary>
    public GrainState(T state)
        : this(state, null)
    {
    }

    /// <summary>A state of a known version.</summary>
    public GrainState(T state, string? eTag)
    {
        State = state;
        ETag = eTag;
    }

    /// <inheritdoc/>
    public T State { get; set; }

    /// <inheritdoc/>
    public string? ETag { get; set; }

    /// <inheritdoc/>
    public bool RecordExists { get; set; }
}
