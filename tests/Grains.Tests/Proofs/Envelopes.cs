using System.Text.Json.Nodes;
using Identity.Grains.Events;
using Identity.Grains.Merging;
using Identity.Grains.Tests.Proofs.Model;
using Identity.Grains.Tests.Proofs.Replicas;

namespace Identity.Grains.Tests.Proofs;

/// <summary>What an event says besides what matters, and what is seen between two of them.</summary>
internal static class Envelopes
{
    /// <summary>I9: any of the envelopes may say seconds, as long as <c>updated_at</c> tells the snapshots apart.</summary>
    public static void UnitsDontMatter(History history)
    {
        Assert.All(history.Steps, step => Assert.True(step.Tick > 0));
        var milliseconds = history.WithEach(s => s with { Seconds = false });
        var clerk = ModelClerk.Live(milliseconds.Steps);
        var expected = ReadView.Of(Checker.Merge(milliseconds.Deliver(clerk)), clerk.Universe);
        foreach (var other in new[] { history, history.WithEach(s => s with { Seconds = true }) })
            View.AssertSame(expected, ReadView.Of(Checker.Merge(other.Deliver(ModelClerk.Live(other.Steps))), clerk.Universe));
    }

    /// <summary>I11: at every moment each entity is as it once was at Clerk, to the last member.</summary>
    public static void NoPrefixBlends(History history)
    {
        var once = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var clerk = ModelClerk.Live(history.Steps, afterEach: now =>
        {
            foreach (var (question, answer) in Entities(RowView.Of(now.Rows, now.Universe)))
            {
                if (!once.TryGetValue(question, out var answers)) once[question] = answers = new(StringComparer.Ordinal);
                answers.Add(answer);
            }
        });
        var states = new MergedStates();
        foreach (var emission in history.Deliver(clerk))
        {
            states.Deliver([emission]);
            foreach (var (question, answer) in Entities(ReadView.Of(states, clerk.Universe)))
                Assert.True(once.TryGetValue(question, out var answers) && answers.Contains(answer), $"{question} never was {answer}");
        }
    }

    /// <summary>I12: members and types that nobody knows yet are kept, and change nothing.</summary>
    public static void UnknownChangesNothing(History history)
    {
        var clerk = ModelClerk.Live(history.Steps);
        var delivered = history.Deliver(clerk);
        var plain = Checker.Merge(delivered);
        var extended = Checker.Merge([.. delivered.Where(e => e.Delivery is not null).Select(Extended), .. delivered.Where(e => e.Delivery is null)]);
        Assert.Null(View.Difference(WithoutRaw(ReadView.Of(plain, clerk.Universe)), WithoutRaw(ReadView.Of(extended, clerk.Universe))));
        Assert.All(
            plain.Users.Values.Select(u => u.Profile).OfType<Grains.Users.UserProfile>(),
            p => Assert.DoesNotContain("of_a_later_year", System.Text.Encoding.UTF8.GetString(p.Snapshot.Raw.Bytes.Span), StringComparison.Ordinal));

        foreach (var other in delivered.Where(e => e.Target is null))
        {
            Assert.NotNull(other.Reading.Event);
            foreach (var id in plain.Users.Keys)
            {
                var before = plain.StateOf(id);
                Assert.Equal(EventResult.Stale, Assert.Single(plain.Apply(id, other.Reading)).Result);
                Assert.Same(before, plain.StateOf(id));
            }
        }
    }

    private static Emission Extended(Emission emission)
    {
        var data = emission.Data.DeepClone().AsObject();
        data.Insert(0, "of_a_later_year", new JsonObject { ["updated_at"] = "never", ["id"] = 7 });
        data["another"] = new JsonArray(1, null, "x");
        return Emission.Event(
            emission.Message.Value, emission.Type, data, emission.OccurredAt, seconds: false, Testing.ClerkEventJson.Instance);
    }

    private static IEnumerable<KeyValuePair<string, string>> Entities(View view) => view.Lines.Where(line =>
        line.Key.StartsWith("user ", StringComparison.Ordinal)
        || line.Key.StartsWith("organization ", StringComparison.Ordinal)
        || line.Key.StartsWith("resource ", StringComparison.Ordinal)
        || line.Key.StartsWith("role ", StringComparison.Ordinal)
        || line.Key.StartsWith("permission ", StringComparison.Ordinal)
        || line.Key.StartsWith("listed ", StringComparison.Ordinal));

    private static View WithoutRaw(View view)
    {
        var shown = new View();
        foreach (var (question, answer) in view.Lines.Where(l => !l.Value.StartsWith('{'))) shown.Add(question, answer);
        return shown;
    }
}
