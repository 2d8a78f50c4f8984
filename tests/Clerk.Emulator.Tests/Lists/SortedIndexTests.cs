using Identity.Clerk.Emulator.Lists;
using Identity.Testing;

namespace Identity.Clerk.Emulator.Tests.Lists;

public sealed class SortedIndexTests
{
    private const int Items = 500;

    private static readonly IComparer<(long? Value, string Id)> ByValue =
        Order.By<(long? Value, string Id)>(item => item.Value, item => item.Id);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Cut_AnyPage_IsThatOfTheSortedWhole(bool descending)
    {
        var (items, random) = Draw();
        var index = new SortedIndex<(long? Value, string Id)>(ByValue, items.Take(Items / 2));
        foreach (var item in items.Skip(Items / 2))
            index.Add(item);
        var gone = items.Where((_, position) => position % 7 == 0).ToList();
        gone.ForEach(index.Remove);
        var whole = items.Except(gone).Order(ByValue).ToList();
        if (descending)
            whole.Reverse();

        for (var page = 0; page < 200; page++)
        {
            var paging = new Paging(random.Next(1, 60), random.Next(0, Items + 50), descending);
            var plain = index.Cut(paging, 0..index.Count);
            var filtered = index.Cut(paging, 0..index.Count, item => item.Value % 2 == 0);

            Assert.Equal(whole.Skip(paging.Offset).Take(paging.Limit), plain.Items);
            Assert.Equal(whole.Count, plain.Total);
            var even = whole.Where(item => item.Value % 2 == 0).ToList();
            Assert.Equal(even.Skip(paging.Offset).Take(paging.Limit), filtered.Items);
            Assert.Equal(even.Count, filtered.Total);
        }
    }

    [Fact]
    public void PositionOf_EveryItem_IsWhereItStands()
    {
        var (items, _) = Draw();
        var index = new SortedIndex<(long? Value, string Id)>(ByValue, items);

        for (var position = 0; position < index.Count; position++)
            Assert.Equal(position, index.PositionOf(index[position]));
        Assert.Equal(0, index.PositionOf((-1, "")));
        Assert.Equal(index.Count, index.PositionOf((null, "~")));
    }

    [Fact]
    public void Group_EachName_IsAllOfItAndNothingElse()
    {
        var (items, _) = Draw();
        static string Group((long? Value, string Id) item) => item.Id[..1];
        var index = new SortedIndex<(long? Value, string Id)>(
            Order.Within<(long? Value, string Id)>(Group, ByValue), items);

        foreach (var name in items.Select(Group).Distinct())
            Assert.Equal(items.Where(item => Group(item) == name).Order(ByValue), index.In(index.Group(Group, name)));
        Assert.Empty(index.In(index.Group(Group, "none")));
    }

    private static (List<(long? Value, string Id)> Items, Random Random) Draw()
    {
        var random = new Random(TestSeed.Next(TestContext.Current.TestOutputHelper!.WriteLine));
        var items = Enumerable.Range(0, Items)
            .Select(number => ((long?)(random.Next(10) == 0 ? null : random.Next(40)), $"{random.Next(9)}-{number}"))
            .ToList();
        return (items, random);
    }
}
