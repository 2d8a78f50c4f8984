using System.Runtime.CompilerServices;

namespace Identity.Testing;

/// <summary>Waits for what nothing announces. Only a test that would hang otherwise gets near the end of it.</summary>
public static class Patience
{
    /// <summary>How long anything is waited for, by the machine's clock: half a minute.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    /// <summary>Waits until something is true.</summary>
    /// <param name="condition">What is to become true.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="otherwise">What else the failure shall tell, asked for when it never became true.</param>
    /// <param name="limit">How long it is waited for; <see cref="Limit"/> by default.</param>
    /// <param name="what">The condition as it is written.</param>
    /// <exception cref="TimeoutException">It never became true; the message says what.</exception>
    public static async Task UntilAsync(
        Func<Task<bool>> condition,
        CancellationToken cancellationToken,
        Func<string>? otherwise = null,
        TimeSpan? limit = null,
        [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        ArgumentNullException.ThrowIfNull(condition);
        var began = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(began) > (limit ?? Limit))
                throw new TimeoutException($"This never came true: {what}\n{otherwise?.Invoke()}");
            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }

    /// <inheritdoc cref="UntilAsync(Func{Task{bool}}, CancellationToken, Func{string}?, TimeSpan?, string)"/>
    public static Task UntilAsync(
        Func<bool> condition,
        CancellationToken cancellationToken,
        Func<string>? otherwise = null,
        TimeSpan? limit = null,
        [CallerArgumentExpression(nameof(condition))] string what = "") =>
        UntilAsync(() => Task.FromResult(condition()), cancellationToken, otherwise, limit, what);

    /// <summary>Moves a clock on, a step whenever somebody waits for it, until a task has ended.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="step">How far it goes each time.</param>
    /// <param name="task">What is waited for; what it throws is thrown.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="pause">
    /// How long the machine has between two steps for what goes by its own clock; by default only until the next turn.
    /// </param>
    /// <returns>How many steps it took.</returns>
    /// <exception cref="TimeoutException">The task never ended.</exception>
    public static async Task<int> PassAsync(
        ManualTimeProvider clock,
        TimeSpan step,
        Task task,
        CancellationToken cancellationToken,
        TimeSpan pause = default)
    {
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(task);
        var (steps, began) = (0, TimeProvider.System.GetTimestamp());
        while (!task.IsCompleted)
        {
            if (clock.ActiveTimers > 0)
            {
                clock.Advance(step);
                steps++;
            }

            if (TimeProvider.System.GetElapsedTime(began) > Limit)
                throw new TimeoutException($"The task didn't end in {steps} steps of {step}.");
            cancellationToken.ThrowIfCancellationRequested();

            // What a timer has set going may still be under way.
            if (pause == default) await Task.Yield();
            else await Task.Delay(pause, TimeProvider.System, cancellationToken);
        }

        await task;
        return steps;
    }
}
