using System.Globalization;
using System.Runtime.ExceptionServices;
using FsCheck;
using FsCheck.Fluent;
using Identity.Testing;
using Microsoft.FSharp.Core;

namespace Identity.Grains.Tests.Proofs;

/// <summary>Runs a property over many cases, so that a failing run can be repeated.</summary>
/// <remarks>
/// The seed is printed. <c>TEST_SEED</c> sets it, and the same cases come again, in the same order, down to the same
/// shrunk counterexample. <c>TEST_CASES</c> sets how many cases a run of <see cref="HoldsForMany"/> tries.
/// </remarks>
internal static class Property
{
    /// <summary>Cases of one property in an ordinary run.</summary>
    public const int Cases = 300;

    public static void Holds<T>(Arbitrary<T> cases, Action<T> property, int count = Cases) =>
        Run(first => Prop.ForAll(cases, one => first.Watch(() => property(one))), count);

    /// <summary>The same for a property that waits; FsCheck waits for it on threads of its own.</summary>
    public static Task HoldsAsync<T>(Arbitrary<T> cases, Func<T, Task> property, int count) =>
        Task.Run(() => Run(first => Prop.ForAll(cases, one => first.WatchAsync(() => property(one))), count));

    /// <summary>The long run: <c>TEST_CASES</c> cases, 100 000 if it isn't set.</summary>
    public static void HoldsForMany<T>(Arbitrary<T> cases, Action<T> property) => Holds(
        cases,
        property,
        Environment.GetEnvironmentVariable("TEST_CASES") is { Length: > 0 } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : 100_000);

    /// <summary>
    /// The smallest case for which readers see something else than the truth; null when there is none among many. A
    /// property that fails in any other way is no counterexample but a fault of the test's.
    /// </summary>
    public static string? Counterexample<T>(Arbitrary<T> cases, Action<T> property, int count = 50 * Cases)
    {
        ExceptionDispatchInfo? fault = null;
        try
        {
            Holds(cases, Watched, count);
            return null;
        }
        catch (Xunit.Sdk.FailException failure)
        {
            fault?.Throw();
            return failure.Message;
        }

        void Watched(T one)
        {
            try
            {
                property(one);
            }
            catch (Exception exception) when (exception is not ViewDiffersException)
            {
                fault ??= ExceptionDispatchInfo.Capture(exception);
                throw;
            }
        }
    }

    private static void Run(Func<FirstFailure, FsCheck.Property> property, int count)
    {
        var first = new FirstFailure();
        var seed = (ulong)TestSeed.Next(line => TestContext.Current.TestOutputHelper?.WriteLine(line));
        var replay = new Replay(new Rnd(seed, (seed << 1) | 1), FSharpOption<int>.None);
        var config = Config.QuickThrowOnFailure
            .WithQuietOnSuccess(true)
            .WithStartSize(20)
            .WithMaxTest(count)
            .WithReplay(FSharpOption<Replay>.Some(replay));
        try
        {
            Check.One(config, property(first));
        }
        catch (Exception failure) when (failure.Message.StartsWith("Falsifiable", StringComparison.Ordinal))
        {
            // What shrinking ends with may be something else, above all where the first wasn't the property's fault.
            Assert.Fail($"TEST_SEED={seed}\n{failure.Message}\nThe first failure: {first.Exception}");
        }
    }
}
