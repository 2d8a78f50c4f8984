namespace Identity.Storage.GrainState;

/// <summary>Which state of which grain.</summary>
/// <param name="StateName">The state's name, as in Orleans' <c>[PersistentState]</c>; 1 to 512 characters.</param>
/// <param name="GrainKey">The grain's string key; 1 to 512 characters.</param>
public readonly record struct GrainStateKey(string StateName, string GrainKey);
