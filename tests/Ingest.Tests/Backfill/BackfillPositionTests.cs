using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Grains.Events;
using Identity.Ingest.Backfill;
using Identity.Ingest.Listings;

namespace Identity.Ingest.Tests.Backfill;

public class BackfillPositionTests
{
    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var position = new BackfillPosition(Listing.Users, "user_7", 1500, 2000);
        Assert.Equal(position, BackfillPosition.Read(position.Write()));
    }

    [Fact]
    public void Read_AfterTheEnd_BeginsAnew() =>
        Assert.Equal(BackfillPosition.Start, BackfillPosition.Read(BackfillPosition.Done.Write()));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{")]
    [InlineData("""{"Listing":99,"After":null,"Offset":0,"Total":null}""")]
    [InlineData("""{"Listing":2,"After":null,"Offset":-1,"Total":null}""")]
    public void Read_NoNoteOfOurs_BeginsAnew(string? note) =>
        Assert.Equal(BackfillPosition.Start, BackfillPosition.Read(note));

    [Fact]
    public void Behind_AllPages_GoesThroughEveryList()
    {
        var position = BackfillPosition.Start;
        var lists = new List<Listing>();
        while (position.Listing is { } listing)
        {
            lists.Add(listing);
            position = position.Behind(Page(1, isLast: true));
        }
        Assert.Equal(Enum.GetValues<Listing>(), lists);
    }

    [Fact]
    public void Behind_APageOfUsers_GoesOnBehindItsLast()
    {
        var position = BackfillPosition.At(Listing.Users) with { Total = 1200 };
        position = position.Behind(Page(500));
        Assert.Equal(new BackfillPosition(Listing.Users, "user_500", 500, 1200), position);
    }

    [Fact]
    public void Behind_APageOfAnotherList_GoesOnAtItsOffset()
    {
        var position = BackfillPosition.At(Listing.Memberships).Behind(Page(500, total: 1200));
        Assert.Equal(new BackfillPosition(Listing.Memberships, null, 500, 1200), position);
    }

    [Fact]
    public void Behind_SomeWereDeletedMeanwhile_GoesBackAsFar()
    {
        var position = BackfillPosition.At(Listing.Memberships).Behind(Page(500, total: 1200));
        position = position.Behind(Page(500, total: 1190));
        Assert.Equal((990, 1190), (position.Offset, position.Total));
        position = position.Behind(Page(200, total: 1190, isLast: true));
        Assert.Equal(Listing.Invitations, position.Listing);
    }

    [Fact]
    public void Behind_SomeWereDeletedBeforeTheLastPage_ReadsItsBeginningAgain()
    {
        var position = BackfillPosition.At(Listing.Memberships).Behind(Page(500, total: 700));
        position = position.Behind(Page(197, total: 697, isLast: true));
        Assert.Equal(new BackfillPosition(Listing.Memberships, null, 694, 697, IsSecondLook: true), position);
        position = position.Behind(Page(3, total: 697, isLast: true));
        Assert.Equal(Listing.Invitations, position.Listing);
    }

    [Fact]
    public void Behind_AlwaysSomeAreDeleted_ComesToItsEnd()
    {
        var position = BackfillPosition.At(Listing.Memberships);
        var (total, pages) = (100_000, 0);
        while (position.Listing == Listing.Memberships && pages < 1000)
        {
            var count = Math.Clamp(total - position.Offset, 0, 500);
            position = position.Behind(Page(count, total, isLast: count < 500));
            total -= 5;
            pages++;
        }
        Assert.InRange(pages, 1, 250);
    }

    private static ListedPage Page(int count, long? total = null, bool isLast = false) => new(
        [.. Enumerable.Range(1, count).Select(i => new ListedItem(
            EntityId.Of(UserId.Parse($"user_{i}")), $"user_{i}", i, i, new FetchedSnapshot(FetchedKind.User, default)))],
        ImmutableArray<Clerk.Api.UnreadableItem>.Empty,
        total,
        $"user_{count}",
        isLast);
}
