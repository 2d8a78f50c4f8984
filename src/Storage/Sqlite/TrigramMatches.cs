namespace Identity.Storage.Sqlite;

/// <summary>Those who match an expression of trigrams.</summary>
/// <param name="Expression">What FTS5 is asked.</param>
/// <param name="Users">How many match it.</param>
internal readonly record struct TrigramMatches(string Expression, long Users);
