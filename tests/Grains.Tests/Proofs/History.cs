using System.Text;
using Identity.Grains.Tests.Proofs.Model;

namespace Identity.Grains.Tests.Proofs;

/// <summary>What happens at a model Clerk, and how a network delivers what it tells of it.</summary>
/// <param name="Steps">What happens, in order.</param>
/// <param name="Batch">How many deliveries come together at most.</param>
/// <param name="Replays">How often everything is delivered again in the end, as an operator's replay does.</param>
internal sealed record History(IReadOnlyList<Step> Steps, int Batch = 1, int Replays = 0)
{
    /// <summary>Everything that was told, in the order in which it arrives.</summary>
    public List<Emission> Deliver(ModelClerk clerk)
    {
        var arrivals = new List<(int Order, Emission Emission)>();
        var (last, nth) = (-1, 0);
        foreach (var (emission, index) in clerk.Told)
        {
            nth = index == last ? nth + 1 : 0;
            last = index;
            var step = Steps[index];

            // What one step tells needn't come together; an order of zero is Clerk's own.
            var order = step.Order * (1 + (3 * nth)) % (Steps.Count + 1);
            if (!step.Lost || step.Copies == 0) arrivals.Add((order, emission));
            for (var copy = 1; copy <= step.Copies; copy++) arrivals.Add((order + (copy * 3), emission));
        }

        List<Emission> delivered = [.. arrivals.OrderBy(a => a.Order).Select(a => a.Emission)];
        for (var i = 0; i < Replays; i++) delivered.AddRange(i % 2 == 0 ? clerk.Emissions.Reverse() : clerk.Emissions);
        return delivered;
    }

    /// <summary>The same steps, each changed in the same way.</summary>
    public History WithEach(Func<Step, Step> change) => this with { Steps = [.. Steps.Select(change)] };

    /// <summary>Simpler histories, the simplest first.</summary>
    public IEnumerable<History> Shrink()
    {
        for (var size = Steps.Count / 2; size >= 1; size /= 2)
        {
            for (var at = 0; at + size <= Steps.Count; at += size)
                yield return this with { Steps = [.. Steps.Take(at), .. Steps.Skip(at + size)] };
        }

        if (Replays > 0) yield return this with { Replays = 0 };
        if (Batch > 1) yield return this with { Batch = 1 };
        for (var i = 0; i < Steps.Count; i++)
        {
            foreach (var simpler in Simplify(Steps[i]))
                yield return this with { Steps = [.. Steps.Take(i), simpler, .. Steps.Skip(i + 1)] };
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder().AppendLine().AppendLine($"batches of {Batch}, {Replays} replays");
        foreach (var step in Steps) text.AppendLine($"  {step}");
        text.AppendLine("arrives as");
        foreach (var emission in Deliver(ModelClerk.Live(Steps))) text.AppendLine($"  {emission}");
        return text.ToString();
    }

    private static IEnumerable<Step> Simplify(Step step)
    {
        if (step.Order > 0) yield return step with { Order = 0 };
        if (step.Copies > 0) yield return step with { Copies = 0 };
        if (step.Lost) yield return step with { Lost = false };
        if (step.Seconds) yield return step with { Seconds = false };
        if (step.Tick != 1) yield return step with { Tick = 1 };
        if (step.Lag != 5) yield return step with { Lag = 5 };
        if (step.Who > 0) yield return step with { Who = 0 };
        if (step.What > 0) yield return step with { What = 0 };
        if (step.Order > 1) yield return step with { Order = step.Order - 1 };
    }
}
