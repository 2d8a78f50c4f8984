namespace Identity.Ingest.Learning;

/// <summary>What came of a page, or of several.</summary>
/// <param name="Read">How many resources Clerk listed.</param>
/// <param name="Changed">How many of them weren't known, or were known as they had been.</param>
/// <param name="Unreadable">How many couldn't be understood; the log says which and why.</param>
internal readonly record struct LearnedPage(long Read, long Changed, long Unreadable)
{
    public static LearnedPage operator +(LearnedPage left, LearnedPage right) => new(
        left.Read + right.Read, left.Changed + right.Changed, left.Unreadable + right.Unreadable);
}
