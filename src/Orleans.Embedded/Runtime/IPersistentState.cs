using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>A state that is read before the grain is activated, and that the grain writes when it wants.</summary>
public interface IPersistentState<TState> : IStorage<TState>;
