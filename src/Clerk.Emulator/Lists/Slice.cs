namespace Identity.Clerk.Emulator.Lists;

/// <summary>A part of a list.</summary>
/// <param name="Items">At most as many as were asked for.</param>
/// <param name="Total">How many there are without paging.</param>
internal sealed record Slice<T>(IReadOnlyList<T> Items, int Total)
{
    public Slice<TOther> Select<TOther>(Func<T, TOther> selector) => new([.. Items.Select(selector)], Total);
}
