using Orleans.Runtime;

namespace Orleans;

/// <summary>A virtual actor: it is addressed by its key, and always exists.</summary>
public interface IGrain : IAddressable;
