using System.Text.Json.Nodes;
using Identity.Clerk.Resources;
using Identity.Grains.Events;
using Identity.Grains.Merging;
using Identity.Grains.Organizations;
using Identity.Grains.Resources;
using Identity.Grains.Roles;
using Identity.Grains.Users;
using Identity.Testing;
using static Identity.Grains.Tests.Merging.EventMaker;

namespace Identity.Grains.Tests.Merging;

/// <summary>Two snapshots of one moment: all nodes agree on one, say so, and a fetched one settles it.</summary>
public class TieTests
{
    private static readonly ReceivedEvent One = Read(UserUpdated(Start, "Ada", message: "1"));
    private static readonly ReceivedEvent Other = Read(UserUpdated(Start, "Adaeze", message: "2"));

    private static readonly FetchedSnapshot Settling =
        new(FetchedKind.User, Json(ClerkEventJson.User(TheUser, Start, "Adaora")), Settles: true);

    [Fact]
    public void Into_TwoOfOneMoment_IsTiedInBothOrders()
    {
        foreach (var order in Permutations.Of([One, Other]))
        {
            var state = Fold.Into(new UserState(), Readings(order), out var outcomes);
            Assert.Equal([false, true], outcomes.Select(o => o.Tied));
            Assert.Equal("Adaeze", state.Profile?.Snapshot.FirstName);
        }
    }

    [Fact]
    public void Into_SamePayloadTwice_IsNotTied()
    {
        var copy = One with { Message = Clerk.Identifiers.MessageId.Parse("msg_9") };
        Fold.Into(new UserState(), Readings([One, copy, One]), out var outcomes);
        Assert.DoesNotContain(outcomes, o => o.Tied);
    }

    [Fact]
    public void Into_AnyPartOfTheVersionDiffers_IsNotTied()
    {
        foreach (var other in new[]
            {
                Other with { OccurredAt = Other.OccurredAt + 1 },
                Read(UserUpdated(Start + 1, "Adaeze")),
                Read(Make("c", "user.created", ClerkEventJson.User(TheUser, Start, "Adaeze"), Start + 5)),
            })
        {
            Fold.Into(new UserState(), Readings([One, other]), out var outcomes);
            Assert.DoesNotContain(outcomes, o => o.Tied);
        }
    }

    [Fact]
    public void Into_AfterTheDeletion_NothingTies()
    {
        Fold.Into(new UserState(), Readings([One, Read(UserDeleted(Start + 1)), Other]), out var outcomes);
        Assert.DoesNotContain(outcomes, o => o.Tied);
    }

    [Fact]
    public void Into_SettlingFetch_WinsOverBothInEveryOrder()
    {
        var settling = FetchedEvent.Read(Settling);
        foreach (var order in Permutations.WithOneDuplicate([.. Readings([One, Other]), settling]))
        {
            var state = Fold.Into(new UserState(), order, out _);
            Assert.Equal("Adaora", state.Profile?.Snapshot.FirstName);
            Fold.Into(state, order, out var outcomes);
            Assert.DoesNotContain(outcomes, o => o.Tied);
        }
    }

    [Fact]
    public void Into_SettlingFetchAndALaterChange_IsTheChangeInEveryOrder()
    {
        var later = Read(UserUpdated(Start + 1, "Adanna"));
        foreach (var order in Permutations.WithOneDuplicate(
            [.. Readings([One, Other, later]), FetchedEvent.Read(Settling)]))
        {
            Assert.Equal("Adanna", Fold.Into(new UserState(), order, out _).Profile?.Snapshot.FirstName);
        }
    }

    [Fact]
    public void Into_OrdinaryFetchOfTheSameMoment_IsTheEarliest()
    {
        var fetched = FetchedEvent.Read(Settling with { Settles = false });
        foreach (var order in Permutations.Of([.. Readings([One, Other]), fetched]))
        {
            Assert.Equal("Adaeze", Fold.Into(new UserState(), order, out _).Profile?.Snapshot.FirstName);
        }
    }

    [Fact]
    public void Ties_EveryKindOfSnapshot_IsNoticed()
    {
        AssertTied(new UserState(), i => ("organizationMembership.updated", Membership(i)));
        AssertTied(
            new OrganizationState(),
            i => ("organization.updated", ClerkEventJson.Organization(TheOrganization, Start, $"Name {i}")));
        AssertTied(new RoleCatalogState(), i => ("role.updated", ClerkRoleJson.Role("role_1", $"org:{i}", Start)));
        AssertTied(
            new RoleCatalogState(), i => ("permission.updated", ClerkRoleJson.Permission("perm_1", $"org:{i}", Start)));
        AssertTied(
            new ResourceState(),
            i => ("organizationDomain.updated", ClerkResourceJson.Domain("orgdmn_1", TheOrganization, $"{i}", Start)));
    }

    private static JsonObject Membership(int i)
    {
        var membership = ClerkEventJson.Membership("orgmem_1", TheUser, TheOrganization, "org:member", Start);
        membership["public_metadata"] = new JsonObject { ["i"] = i };
        return membership;
    }

    private static void AssertTied<TState>(TState state, Func<int, (string Type, JsonObject Data)> make)
        where TState : class, IEntityState<TState>
    {
        var readings = Readings(
            Enumerable.Range(0, 2).Select(i => Read(Make($"{i}", make(i).Type, make(i).Data, Start))));
        Fold.Into(state, readings, out var outcomes);
        Assert.Equal([false, true], outcomes.Select(o => o.Tied));
        Fold.Into(state, [.. readings.Reverse()], out outcomes);
        Assert.Equal([false, true], outcomes.Select(o => o.Tied));
    }

    private static Reading[] Readings(IEnumerable<ReceivedEvent> events) =>
        [.. events.Select(e => new Reading(e.Message, e, null))];
}
