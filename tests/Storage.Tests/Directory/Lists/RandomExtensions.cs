namespace Identity.Storage.Tests.Directory.Lists;

internal static class RandomExtensions
{
    public static T Pick<T>(this Random random, params T[] values) => values[random.Next(values.Length)];

    /// <summary>Up to so many of these.</summary>
    public static T[] Some<T>(this Random random, int most, params T[] values) =>
        [.. Enumerable.Range(0, random.Next(most + 1)).Select(_ => random.Pick(values)).Distinct()];
}
