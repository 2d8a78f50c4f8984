namespace Identity.Storage.Directory;

/// <summary>Something and when it was made: its place in an order by creation.</summary>
/// <param name="Id">Its id, which orders those of one moment, by its bytes.</param>
/// <param name="CreatedAt">Unix time in milliseconds, as Clerk says it.</param>
public readonly record struct Created<TId>(TId Id, long CreatedAt)
    where TId : struct;
