namespace Identity.WebFront.Operators;

/// <summary>What became of a delivery that was read and applied again; <c>status</c> as in the answer to a webhook.</summary>
internal sealed record ReplayAnswer(string Id, string Status, string? Reason);
