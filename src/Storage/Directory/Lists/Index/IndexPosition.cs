using System.Data.Common;

namespace Identity.Storage.Directory.Lists.Index;

/// <summary>A moment of a database.</summary>
/// <param name="Moment">What a read of that moment saw, in the database's own words.</param>
/// <param name="Server">
/// Which run of its server it was: a server that starts again may have lost its last writes, and wouldn't say so.
/// </param>
internal sealed record IndexPosition(string Moment, string Server)
{
    /// <summary>Two columns of a row.</summary>
    internal static IndexPosition Read(DbDataReader row) => new(row.GetString(0), row.GetString(1));
}
