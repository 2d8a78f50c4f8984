namespace Identity.Storage.Inbox;

/// <summary>How a database keeps bodies, in its own words. The inbox is called <c>i</c>.</summary>
/// <param name="Join">What joins an entry with its body; nothing where they are one row.</param>
/// <param name="Body">The body; null once it was erased.</param>
/// <param name="IsErased">Whether the body was erased, without the join.</param>
/// <param name="Mentions">Whether the body holds the bytes of parameter 4.</param>
internal sealed record InboxDialect(string Join, string Body, string IsErased, string Mentions);
