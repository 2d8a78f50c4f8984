using System.Collections.Immutable;

namespace Identity.Storage.Inbox;

/// <summary>Some of the entries whose bodies were looked into.</summary>
/// <param name="Found">Those that hold what was looked for.</param>
/// <param name="Last">The last one that was looked into; null when there was none.</param>
internal readonly record struct MentionPage(ImmutableArray<InboxPosition> Found, InboxPosition? Last);
