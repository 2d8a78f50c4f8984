using System.Diagnostics;
using System.Globalization;

namespace Identity.CrashHook;

/// <summary>At which step of the process to end it, and which steps to hold up, as environment variables say.</summary>
/// <remarks>
/// <para><c>CRASH_AT</c>: <c>start</c> or <c>stop</c>, a space, and an activity's name.</para>
/// <para><c>CRASH_COUNT</c>: at which of them, 1 for the first.</para>
/// <para>
/// <c>CRASH_TAG</c>: counts only those that carry this tag with another value than 0, or whose parent does.
/// </para>
/// <para><c>CRASH_STALL</c>: an activity's name, a space, and for how many milliseconds each of them is held up.</para>
/// <para><c>CRASH_HOLD</c>: an activity's name, a space, and a file: each of them waits until the file is there.</para>
/// <para><c>CRASH_ARMED</c>: a file; as long as it isn't there nothing is counted and nothing stalled.</para>
/// </remarks>
internal sealed class StepPlan
{
    private static readonly ManualResetEventSlim Never = new();

    private readonly string[] _at;
    private readonly int _count;
    private readonly string? _tag;
    private readonly string[] _stall;
    private readonly string[] _hold;
    private readonly string _armed;
    private int _reached;

    private StepPlan()
    {
        _at = Read("CRASH_AT").Split(' ');
        _count = int.TryParse(Read("CRASH_COUNT"), CultureInfo.InvariantCulture, out var count) ? count : 1;
        _tag = Read("CRASH_TAG") is { Length: > 0 } tag ? tag : null;
        _stall = Read("CRASH_STALL").Split(' ');
        _hold = Read("CRASH_HOLD").Split(' ');
        _armed = Read("CRASH_ARMED");
    }

    public static StepPlan FromEnvironment() => new();

    public void Started(Activity step)
    {
        if (_hold is [var held, var file] && step.OperationName == held)
        {
            while (!File.Exists(file)) Never.Wait(millisecondsTimeout: 10);
        }
        if (_stall is [var name, var time] && step.OperationName == name && File.Exists(_armed))
        {
            Never.Wait(int.Parse(time, CultureInfo.InvariantCulture));
        }
        Count("start", step);
    }

    public void Stopped(Activity step) => Count("stop", step);

    private void Count(string edge, Activity step)
    {
        if (_at is not [var e, var name] || e != edge || name != step.OperationName) return;
        if (!IsTagged(step) || !File.Exists(_armed) || Interlocked.Increment(ref _reached) != _count) return;

        // SIGKILL: no handler, no flush, no finally. This thread must not take another step until it arrives.
        using var self = Process.GetCurrentProcess();
        self.Kill();
        Never.Wait();
    }

    private bool IsTagged(Activity step) =>
        _tag is null || (step.GetTagItem(_tag) ?? step.Parent?.GetTagItem(_tag)) is not (null or 0);

    private static string Read(string name) => Environment.GetEnvironmentVariable(name) ?? "";
}
