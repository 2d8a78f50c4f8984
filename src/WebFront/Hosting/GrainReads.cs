namespace Identity.WebFront.Hosting;

/// <summary>Asks grains for an operator or a back end: a few at a time, and none for long.</summary>
internal static class GrainReads
{
    /// <summary>How many are asked at once, so that a long list doesn't crowd out who signs in.</summary>
    public const int AtOnce = 32;

    /// <summary>
    /// How long <see cref="AtOnce"/> of them may take. More than a sign-in gets (250 ms): these are seldom in memory.
    /// </summary>
    public static readonly TimeSpan Budget = TimeSpan.FromSeconds(2);

    /// <summary>Asks one.</summary>
    /// <exception cref="TimeoutException">It took longer than <see cref="Budget"/>.</exception>
    public static async ValueTask<TAnswer> OneAsync<TAnswer>(
        ValueTask<TAnswer> asking, TimeProvider clock, CancellationToken cancellationToken) =>
        asking.IsCompletedSuccessfully
            ? await asking
            : await asking.AsTask().WaitAsync(Budget, clock, cancellationToken);

    /// <summary>Asks one after the other of the chunks; the answers are in the order of what was asked.</summary>
    /// <exception cref="TimeoutException">A chunk took longer than <see cref="Budget"/>.</exception>
    public static async Task<List<TAnswer>> EachAsync<T, TAnswer>(
        IReadOnlyCollection<T> asked,
        Func<T, ValueTask<TAnswer>> ask,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var answers = new List<TAnswer>(asked.Count);
        foreach (var chunk in asked.Chunk(AtOnce))
        {
            var asking = Task.WhenAll(chunk.Select(item => ask(item).AsTask()));
            answers.AddRange(await asking.WaitAsync(Budget, clock, cancellationToken));
        }
        return answers;
    }
}
