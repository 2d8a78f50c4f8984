using Identity.Clerk.Identifiers;
using Identity.Ingest.Discovery;
using Identity.Testing;

namespace Identity.Ingest.Tests.Discovery;

public class MissingEntitiesTests
{
    private static readonly EntityId User = EntityId.Of(UserId.Parse("user_1"));

    [Fact]
    public void Contains_JustAdded_ForTenSeconds()
    {
        var clock = new ManualTimeProvider();
        var missing = new MissingEntities(clock);
        Assert.False(missing.Contains(User));
        missing.Add(User);
        Assert.True(missing.Contains(User));
        Assert.False(missing.Contains(EntityId.Of(UserId.Parse("user_2"))));
        clock.Advance(MissingEntities.RememberedFor);
        Assert.False(missing.Contains(User));
    }

    [Fact]
    public void Add_MoreThanTheLimit_RemembersTheLastOnes()
    {
        var missing = new MissingEntities(new ManualTimeProvider());
        for (var i = 0; i <= MissingEntities.Limit; i++) missing.Add(EntityId.Of(UserId.Parse($"user_{i}")));
        Assert.True(missing.Contains(EntityId.Of(UserId.Parse($"user_{MissingEntities.Limit}"))));
        Assert.False(missing.Contains(EntityId.Of(UserId.Parse("user_0"))));
    }
}
