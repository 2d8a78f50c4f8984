namespace Identity.Storage.Directory.Lists.Index;

/// <summary>The statements that read users for the index, in the words of one database.</summary>
/// <param name="Position">The moment of a read: <see cref="IndexPosition"/>.</param>
/// <param name="Page">
/// Who isn't deleted, in the order of ids: <see cref="IndexedUserRow"/>. Parameters: 1 the id after which to go on, 2 the limit.
/// </param>
/// <param name="Changed">
/// The moment of a read, and whose row was written since another: <see cref="IndexPosition"/> and
/// <see cref="IndexedUserRow"/>, of nulls in the one row for nobody. Parameters: 1 the other moment, 2 the limit.
/// </param>
internal sealed record UserIndexSql(string Position, string Page, string Changed);
