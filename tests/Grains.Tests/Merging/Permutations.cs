namespace Identity.Grains.Tests.Merging;

/// <summary>Every order in which things can arrive.</summary>
internal static class Permutations
{
    public static IEnumerable<T[]> Of<T>(IReadOnlyList<T> items)
    {
        var order = Enumerable.Range(0, items.Count).ToArray();
        do
        {
            yield return [.. order.Select(i => items[i])];
        }
        while (Next(order));
    }

    /// <summary>Every order, and in each every single thing a second time, somewhere later.</summary>
    public static IEnumerable<T[]> WithOneDuplicate<T>(IReadOnlyList<T> items)
    {
        foreach (var order in Of(items))
        {
            yield return order;
            for (var i = 0; i < order.Length; i++) yield return [.. order, order[i]];
        }
    }

    private static bool Next(int[] order)
    {
        var i = order.Length - 2;
        while (i >= 0 && order[i] > order[i + 1]) i--;
        if (i < 0) return false;
        var j = order.Length - 1;
        while (order[j] < order[i]) j--;
        (order[i], order[j]) = (order[j], order[i]);
        Array.Reverse(order, i + 1, order.Length - i - 1);
        return true;
    }
}
