using System.Text;
using Identity.Grains.Directory;
using Identity.Grains.Events;
using Identity.Grains.Merging;
using Identity.Grains.Organizations;
using Identity.Grains.State;
using Identity.Grains.Tests.Merging;
using Identity.Testing;
using static Identity.Grains.Tests.Merging.EventMaker;

namespace Identity.Grains.Tests.Organizations;

public class OrganizationStateTests
{
    private static readonly ReceivedEvent[] History =
    [
        Read(OrganizationChanged("created", Start, "Northwind")),
        Read(OrganizationChanged("updated", Start + 100, "Northwind Labs")),
        Read(OrganizationChanged("updated", Start + 200, "Southwind")),
    ];

    [Fact]
    public void Merge_EveryOrderWithOneDuplicate_EndsInTheLastChange()
    {
        foreach (var order in Permutations.WithOneDuplicate(History))
        {
            Assert.Equal("Southwind", Apply(order).Profile?.Snapshot.Name);
        }
    }

    [Fact]
    public void Merge_Deleted_AbsorbsEveryOrder()
    {
        ReceivedEvent[] events = [.. History, Read(OrganizationDeleted(Start + 150))];
        var truth = Json(Apply(events));
        foreach (var order in Permutations.WithOneDuplicate(events)) Assert.Equal(truth, Json(Apply(order)));
    }

    [Fact]
    public void Merge_LateSnapshotAfterDeletion_IsStaleWhateverItsTime()
    {
        var deleted = Apply([Read(OrganizationDeleted(Start))]);
        var late = Read(OrganizationChanged("updated", Start + 1_000_000, "Back"));
        Assert.Same(deleted, deleted.Merge(late, out var result));
        Assert.Equal(EventResult.Stale, result);
        Assert.Null(deleted.Profile);
    }

    [Fact]
    public void EntriesFor_Change_IsTheProfileUnderTheStatesRevision()
    {
        var entry = Apply(History).WithRevision(7).EntriesFor([History[0]]).Organization;
        Assert.Equal("Southwind", entry?.Name);
        Assert.Equal("northwind-labs", entry?.Slug);
        Assert.Equal(7, entry?.Revision);
        Assert.False(entry?.Deleted);
    }

    [Fact]
    public void EntriesFor_DeletionAndWhatComesAfterIt_IsATombstone()
    {
        var deletion = Read(OrganizationDeleted(Start + 1));
        var deleted = Apply([.. History, deletion]).WithRevision(8);
        foreach (var touched in new[] { deletion, History[2] })
        {
            var entry = deleted.EntriesFor([touched]).Organization;
            Assert.Equal(
                new OrganizationEntry
                {
                    Id = Clerk.Identifiers.OrganizationId.Parse(TheOrganization),
                    Revision = 8,
                    Deleted = true,
                },
                entry);
        }
    }

    private static OrganizationState Apply(IEnumerable<ReceivedEvent> events) =>
        events.Aggregate(new OrganizationState(), (state, e) => state.Merge(e, out _));

    private static string Json(OrganizationState state) => Encoding.UTF8.GetString(GrainStateJson.Serialize(state));
}
