using System.Text;
using System.Text.Json.Nodes;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;
using Identity.Grains.Events;
using Identity.Grains.Tests.Proofs.Model;
using Identity.Grains.Tests.Proofs.Replicas;

namespace Identity.Grains.Tests.Proofs;

/// <summary>What an event says besides what matters, and what is seen between two of them.</summary>
internal static class Envelopes
{
    /// <summary>I9: any of the envelopes may say seconds, as long as <c>updated_at</c>s differ.</summary>
    public static void UnitsDontMatter(History history)
    {
        Assert.All(history.Steps, step => Assert.True(step.Tick > 0));
        var milliseconds = history.WithEach(s => s with { Seconds = false });
        var clerk = ModelClerk.Live(milliseconds.Steps);
        var expected = ReadView.Of(Checker.Merge(milliseconds.Deliver(clerk)), clerk.Universe);
        foreach (var other in new[] { history, history.WithEach(s => s with { Seconds = true }) })
        {
            var states = Checker.Merge(other.Deliver(ModelClerk.Live(other.Steps)));
            View.AssertSame(expected, ReadView.Of(states, clerk.Universe));
        }
    }

    /// <summary>I11: at every moment each entity is as it once was at Clerk, to the last member.</summary>
    public static void NoPrefixBlends(History history)
    {
        var once = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var clerk = ModelClerk.Live(history.Steps, afterEach: now =>
        {
            foreach (var (question, answer) in Entities(RowView.Of(now.Rows, now.Universe)))
            {
                if (!once.TryGetValue(question, out var answers)) once[question] = answers = [];
                answers.Add(answer);
            }
        });
        var states = new MergedStates();
        foreach (var emission in history.Deliver(clerk))
        {
            states.Deliver([emission]);
            foreach (var (question, answer) in Entities(ReadView.Of(states, clerk.Universe)))
            {
                var wasSo = once.TryGetValue(question, out var answers) && answers.Contains(answer);
                Assert.True(wasSo, $"{question} never was {answer}");
            }
        }
    }

    /// <summary>I12: members and types that nobody knows yet are kept, and change nothing.</summary>
    public static void UnknownChangesNothing(History history)
    {
        var clerk = ModelClerk.Live(history.Steps);
        var delivered = history.Deliver(clerk);
        var plain = Checker.Merge(delivered);
        var extended = Checker.Merge([.. delivered.Select(Extended)]);
        View.AssertSame(
            WithoutRaw(ReadView.Of(plain, clerk.Universe)), WithoutRaw(ReadView.Of(extended, clerk.Universe)));
        foreach (var user in clerk.Users)
            Assert.Equal(ExtendedData(user.Data).ToJsonString(), Text(extended.User(UserId.Parse(user.Id))));

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
        var data = ExtendedData(emission.Data);
        if (data["user"] is JsonObject user) data["user"] = ExtendedData(user);
        if (emission.Fetched is { } fetched)
            return Emission.Fetch(fetched.Kind, emission.Target!.Value, data, fetched.IsGone);
        var (message, at) = (emission.Message.Value, emission.OccurredAt);
        return Emission.Event(message, emission.Type, data, at, seconds: false, Testing.ClerkEventJson.Instance);
    }

    private static JsonObject ExtendedData(JsonObject plain)
    {
        var data = plain.DeepClone().AsObject();
        data.Insert(0, "of_a_later_year", new JsonObject { ["updated_at"] = "never", ["id"] = 7 });
        data["another"] = new JsonArray(1, null, "x");
        return data;
    }

    private static string? Text(RawJson? json) => json is { } raw ? Encoding.UTF8.GetString(raw.Bytes.Span) : null;

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
