namespace Identity.Cluster.Tests.Front;

/// <summary>A delivery as operators see it.</summary>
internal sealed record InboxRow(string Id, string Type, string State, string? Reason, int Attempts);
