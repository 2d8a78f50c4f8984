using Identity.Clerk.Api;
using Identity.Clerk.Identifiers;
using Identity.Grains.Events;
using Identity.Ingest.Listings;
using Identity.Ingest.Reconcile;

namespace Identity.Ingest.Tests.Reconcile;

public class AbsenceWindowTests
{
    [Fact]
    public void Add_APage_CoversTheTimeBeforeItsLast()
    {
        var window = new AbsenceWindow();
        window.Add(Page([("a", 10), ("b", 20)]));
        Assert.Equal((0, 20), (window.From, window.To));
        Assert.True(window.Contains("a"));
        window.Advance();
        window.Add(Page([("c", 30)]));
        Assert.Equal((20, 30), (window.From, window.To));
    }

    [Fact]
    public void Add_TheSameMomentOnTwoPages_IsComparedWhenBothWereRead()
    {
        var window = new AbsenceWindow();
        window.Add(Page([("a", 10), ("b", 20)]));
        window.Advance();
        window.Add(Page([("c", 20), ("d", 30)]));
        Assert.Equal((20, 30), (window.From, window.To));
        Assert.All(new[] { "b", "c", "d" }, id => Assert.True(window.Contains(id)));
        Assert.False(window.Contains("a"));
    }

    [Fact]
    public void Add_APageOfOneMoment_ComparesNothingYet()
    {
        var window = new AbsenceWindow();
        window.Add(Page([("a", 10)]));
        window.Advance();
        window.Add(Page([("b", 10), ("c", 10)]));
        Assert.Equal((10, 10), (window.From, window.To));
        window.Advance();
        window.Add(Page([("d", 11)], isLast: true));
        Assert.Equal((10, long.MaxValue), (window.From, window.To));
        Assert.All(new[] { "a", "b", "c", "d" }, id => Assert.True(window.Contains(id)));
    }

    [Fact]
    public void Add_TheLastPage_CoversAllThatIsLeft()
    {
        var window = new AbsenceWindow();
        window.Add(Page([("a", 10)], isLast: true));
        Assert.Equal((0, long.MaxValue), (window.From, window.To));
    }

    [Fact]
    public void Add_NothingAtAll_CoversEverything()
    {
        var window = new AbsenceWindow();
        window.Add(ListedPage.Nothing);
        Assert.Equal((0, long.MaxValue), (window.From, window.To));
        Assert.False(window.Contains("a"));
    }

    [Fact]
    public void Add_AnEmptyLastPage_CoversWhatTheOnesBeforeLeft()
    {
        var window = new AbsenceWindow();
        window.Add(Page([("a", 10), ("b", 20)]));
        window.Advance();
        window.Add(Page([], isLast: true));
        Assert.Equal((20, long.MaxValue), (window.From, window.To));
        Assert.True(window.Contains("b"));
    }

    [Fact]
    public void Add_UnreadableItem_ExistsUntilTheEnd()
    {
        var window = new AbsenceWindow();
        window.Add(Page([("a", 10)], unreadable: "x"));
        window.Advance();
        window.Add(Page([("b", 20)]));
        window.Advance();
        window.Add(Page([("c", 30)], isLast: true));
        Assert.True(window.Contains("x"));
    }

    [Fact]
    public void Add_OnlyUnreadableItems_MovesNothing()
    {
        var window = new AbsenceWindow();
        window.Add(Page([("a", 10)]));
        window.Advance();
        window.Add(Page([], unreadable: "x"));
        Assert.Equal((10, 10), (window.From, window.To));
    }

    [Fact]
    public void Add_EarlierThanThePageBefore_NeverGoesBack()
    {
        var window = new AbsenceWindow();
        window.Add(Page([("a", 10), ("b", 20)]));
        window.Advance();
        window.Add(Page([("c", 15)]));
        Assert.Equal((20, 20), (window.From, window.To));
    }

    private static ListedPage Page((string Id, long CreatedAt)[] items, bool isLast = false, string? unreadable = null) =>
        new(
            [.. items.Select(i => new ListedItem(
                EntityId.Of(UserId.Parse("user_1")), i.Id, i.CreatedAt, i.CreatedAt,
                new FetchedSnapshot(FetchedKind.User, default)))],
            unreadable is null ? [] : [new UnreadableItem(unreadable, "spoilt")],
            Total: null,
            LastId: null,
            isLast);
}
