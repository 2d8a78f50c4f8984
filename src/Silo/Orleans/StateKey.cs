using Orleans.Runtime;

namespace Identity.Silo.Orleans;

/// <summary>Which state of which grain.</summary>
internal readonly record struct StateKey(string StateName, IdSpan GrainKey);
