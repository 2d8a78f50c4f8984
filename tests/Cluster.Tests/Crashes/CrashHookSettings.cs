using Identity.Testing;

namespace Identity.Cluster.Tests.Crashes;

/// <summary>Loads <c>tests/CrashHook</c> into the fronts that are started with these settings.</summary>
internal sealed class CrashHookSettings
{
    private readonly FrontSettings _settings;
    private readonly string _armed;

    public CrashHookSettings(FrontSettings settings)
    {
        _armed = Path.Combine(settings.Folder, "armed");
        _settings = settings
            .With("DOTNET_STARTUP_HOOKS", Path.Combine(AppContext.BaseDirectory, "Identity.CrashHook.dll"))
            .With("CRASH_ARMED", _armed)

            // Steps that are held up each take a thread; the rest must go on meanwhile (hexadecimal).
            .With("DOTNET_ThreadPool_ForceMinWorkerThreads", "80");
    }

    /// <summary>Where the next front that is started dies.</summary>
    public void CrashAt(CrashPoint point, int count)
    {
        Disarm();
        _settings.With("CRASH_AT", point.At ?? "").With("CRASH_COUNT", $"{count}").With("CRASH_TAG", point.Tag);
        Stall(point.Stall);
    }

    /// <summary>Which step of the next front is held up, and for how many milliseconds each time.</summary>
    public void Stall(string step) => _settings.With("CRASH_STALL", step);

    /// <summary>From now on steps count.</summary>
    public void Arm() => File.WriteAllText(_armed, "");

    private void Disarm() => File.Delete(_armed);
}
