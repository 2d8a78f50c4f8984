using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;
using Identity.Storage.Directory;
using Identity.Storage.Directory.Lists;
using Identity.Storage.Directory.Lists.Index;
using Identity.Testing;

namespace Identity.Storage.Tests.Directory.Lists.Index;

public class IndexedUsersTests
{
    private static readonly UserFilter[] Filters =
    [
        new() { Text = "user_" },
        new() { Text = "ada" },
        new() { Text = "1" },
        new() { Text = "org", Banned = true },
        new() { Text = "zz" },
        new() { EmailText = "x.org", NameText = "o" },
        new() { UsernameText = "carl", CreatedAt = new TimeWindow(3, 17) },
        new() { PhoneText = "555", LastActiveAt = new TimeWindow(5, null) },
        new() { NameText = "李明" },
    ];

    private static readonly IndexPosition Position = new("0", "");

    private readonly Random _random = new(TestSeed.Next(TestContext.Current.TestOutputHelper!.WriteLine));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Several segments and threads, and texts that so many have that most are too late in the order.</summary>
    [Fact]
    public void Lists_OfMany_AreThoseOfTheModel()
    {
        var town = new Town(_random, users: 70_000, organizations: 1);
        var users = Store(town);

        foreach (var filter in Filters)
        {
            foreach (var order in Enum.GetValues<UserOrder>()) Answer(town, filter, order).AssertOf(users);
        }
    }

    [Fact]
    public void Lists_OfAMoment_StayAsTheyWere()
    {
        var town = new Town(_random, users: 500, organizations: 1);
        var users = Store(town);
        List<(IndexedUsers Users, Answered Answer)> answers = [];
        for (var i = 0; i < 30; i++)
        {
            answers.Add((users, Answer(town, _random.Pick(Filters), _random.Pick(Enum.GetValues<UserOrder>()))));
            var before = town.Users;
            town.Change();
            users = users.With([.. town.Users.Except(before).Select(Of)], Position);
            if (_random.Next(2) == 0) users = users.Compact();
        }

        foreach (var (asked, answer) in answers) answer.AssertOf(asked);
    }

    [Fact]
    public void Compacted_HoldsNobodyWhoIsOutOfDate()
    {
        var town = new Town(_random, users: 500, organizations: 1);
        var users = Store(town);
        for (var i = 0; i < 10; i++)
        {
            var before = town.Users;
            town.Change();
            users = users.With([.. town.Users.Except(before).Select(Of)], Position);
        }

        Assert.True(users.Count > town.Users.Length);
        Assert.Equal(town.Users.Count(user => !user.Deleted), users.Compact().Count);
    }

    /// <summary>So that nothing of somebody who was deleted stays in memory.</summary>
    [Fact]
    public void Compacted_AfterADeletion_LeavesNothingOfTheUser()
    {
        var ids = Enumerable.Range(0, IndexSegment.MaxUsers).Select(i => UserId.Parse($"user_{i}")).ToList();
        var users = Store([.. ids.Select(id => new IndexedUser { Id = id, Body = id.Value })]);

        users = users.With([new IndexedUser { Id = ids[5], IsDeleted = true }], Position).Compact();

        Assert.Equal(IndexSegment.MaxUsers - 1, users.Count);
    }

    [Theory]
    [InlineData(0, 500)]
    [InlineData(int.MaxValue, 500)]
    [InlineData(3, int.MaxValue)]
    public void Parts_BeyondTheEnd_AreShortOrEmpty(int offset, int limit)
    {
        var users = Store([.. "abcd".Select(c => new IndexedUser { Id = UserId.Parse($"user_{c}"), Body = $"user_{c}" })]);

        var found = users.List(
            IndexSearch.Of(new UserFilter { Text = "user" })!, new IndexOrder(UserOrder.CreatedAt, true), limit, offset, Token);

        Assert.Equal("dcba".Skip(offset).Take(limit).Select(c => $"user_{c}"), found.Select(id => id.Value));
    }

    [Fact]
    public void Search_ThatIsCancelled_Ends()
    {
        var users = Store([new IndexedUser { Id = UserId.Parse("user_a"), Body = "user_a" }]);

        Assert.Throws<OperationCanceledException>(
            () => users.CountOf(IndexSearch.Of(new UserFilter { Text = "a" })!, new CancellationToken(canceled: true)));
    }

    private Answered Answer(Town town, UserFilter filter, UserOrder order)
    {
        var part = new ListPart(_random.Next(1, 600), _random.Pick(0, 0, _random.Next(2000)), _random.Next(2) == 0);
        ImmutableArray<UserId> expected = [.. town.List(filter, order, part.Descending).Select(user => user.Id)];
        return new Answered(filter, order, part, expected);
    }

    private static IndexedUsers Store(Town town) => Store([.. town.Users.Where(user => !user.Deleted).Select(Of)]);

    private static IndexedUsers Store(ImmutableArray<IndexedUser> users)
    {
        var builder = new IndexSegmentBuilder();
        var segments = users.Chunk(IndexSegment.MaxUsers).Select(some =>
        {
            foreach (var user in some) builder.Add(user);
            return builder.Build();
        });
        return new IndexedUsers(0, Position, [.. segments]);
    }

    private static IndexedUser Of(UserEntry user) => new()
    {
        Id = user.Id,
        IsDeleted = user.Deleted,
        IsBanned = user.Banned,
        Body = DirectoryText.TextOf(user)?.Body ?? "",
        EmailAddress = user.PrimaryEmailAddress?.ToLowerInvariant(),
        Web3Wallet = user.PrimaryWeb3Wallet,
        FirstName = user.FirstName,
        LastName = user.LastName,
        PhoneNumber = user.PrimaryPhoneNumber,
        Username = user.Username,
        CreatedAt = user.CreatedAt,
        UpdatedAt = user.UpdatedAt,
        LastActiveAt = user.LastActiveAt,
        LastSignInAt = user.LastSignInAt,
    };

    private sealed record Answered(UserFilter Filter, UserOrder Order, ListPart Part, ImmutableArray<UserId> Expected)
    {
        internal void AssertOf(IndexedUsers users)
        {
            var search = IndexSearch.Of(Filter)!;
            var listed = users.List(search, new IndexOrder(Order, Part.Descending), Part.Limit, Part.Offset, Token);
            Assert.True(Expected.Skip(Part.Offset).Take(Part.Limit).SequenceEqual(listed), $"{Filter} {Order} {Part}");
            Assert.Equal(Expected.Length, users.CountOf(search, Token));
        }
    }
}
