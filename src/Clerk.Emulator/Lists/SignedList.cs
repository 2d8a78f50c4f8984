namespace Identity.Clerk.Emulator.Lists;

/// <summary>
/// Clerk's filter by values with a sign each: <c>+</c> or none wants the value, <c>-</c> doesn't.
/// </summary>
internal sealed class SignedList
{
    public static readonly SignedList Empty = new([]);

    private readonly HashSet<string> _excluded = [];

    public SignedList(IEnumerable<string> values)
    {
        var wanted = new List<string>();
        foreach (var value in values)
        {
            if (value.StartsWith('-'))
                _excluded.Add(value[1..]);
            else
                // A plus sign in a query that nobody escaped arrives as a space.
                wanted.Add(value.TrimStart('+', ' '));
        }

        Wanted = wanted;
    }

    public IReadOnlyList<string> Wanted { get; }

    public bool IsEmpty => Wanted.Count == 0 && _excluded.Count == 0;

    /// <summary>Whether somebody of whom a test says which values hold is in the result.</summary>
    public bool Admits(Func<string, bool> holds) =>
        (Wanted.Count == 0 || Wanted.Any(holds)) && !_excluded.Any(holds);
}
