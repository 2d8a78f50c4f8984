using Identity.Clerk.Identifiers;
using Identity.Grains.Merging;

namespace Identity.Grains.Tests.Merging;

public class EventVersionTests
{
    private static readonly EventVersion[] Ascending =
    [
        new(1, 9, EventRank.Ended, MessageId.Parse("z")),
        new(2, 1, EventRank.Ended, MessageId.Parse("z")),
        new(2, 2, EventRank.Embedded, MessageId.Parse("z")),
        new(2, 2, EventRank.Created, MessageId.Parse("z")),
        new(2, 2, EventRank.Updated, MessageId.Parse("A")),
        new(2, 2, EventRank.Updated, MessageId.Parse("a")),
        new(2, 2, EventRank.Ended, MessageId.Parse("A")),
    ];

    [Fact]
    public void CompareTo_AnyTwo_IsATotalOrder()
    {
        for (var i = 0; i < Ascending.Length; i++)
        {
            for (var j = 0; j < Ascending.Length; j++)
            {
                Assert.Equal(Math.Sign(i.CompareTo(j)), Math.Sign(Ascending[i].CompareTo(Ascending[j])));
                Assert.Equal(i > j, Ascending[i] > Ascending[j]);
                Assert.Equal(i < j, Ascending[i] < Ascending[j]);
            }
        }
    }
}
