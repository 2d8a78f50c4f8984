namespace Identity.Cluster.Tests.Load;

/// <summary>A message that somebody else signed.</summary>
/// <param name="Id">The svix-id: one of its own, or that of a real message.</param>
/// <param name="Body">What it says.</param>
/// <param name="IdIsItsOwn">Whether no real message has this id.</param>
/// <param name="Nobody">The user that it makes up; null when it is about a real one.</param>
internal sealed record Forgery(string Id, byte[] Body, bool IdIsItsOwn, string? Nobody);
