namespace Orleans.Core;

/// <summary>A state in memory, and how to read and write it.</summary>
public interface IStorage<TState> : IStorage
{
    /// <summary>The state in memory.</summary>
    TState State { get; set; }
}
