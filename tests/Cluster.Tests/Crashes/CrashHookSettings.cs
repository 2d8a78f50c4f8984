using Identity.Testing;

namespace Identity.Cluster.Tests.Crashes;

/// <summary>Loads <c>tests/CrashHook</c> into the fronts that are started with these settings.</summary>
internal sealed class CrashHookSettings
{
    private readonly FrontSettings _settings;
    private readonly string _armed;
    private readonly string _released;

    public CrashHookSettings(FrontSettings settings)
    {
        _armed = Path.Combine(settings.Folder, "armed");
        _released = Path.Combine(settings.Folder, "released");
        _settings = settings
            .With("DOTNET_STARTUP_HOOKS", Path.Combine(AppContext.BaseDirectory, "Identity.CrashHook.dll"))
            .With("CRASH_ARMED", _armed)

            // Steps that are held up each take a thread; the rest must go on meanwhile (hexadecimal).
            .With("DOTNET_ThreadPool_ForceMinWorkerThreads", "80");
    }

    /// <summary>Where the next front dies. Until it is released it brings no delivery to a grain.</summary>
    public void CrashAt(CrashPoint point, int count)
    {
        File.Delete(_armed);
        File.Delete(_released);
        _settings
            .With("CRASH_AT", point.At ?? "")
            .With("CRASH_COUNT", $"{count}")
            .With("CRASH_TAG", point.Tag)
            .With("CRASH_STALL", point.Stall)
            .With("CRASH_HOLD", $"identity.grain.apply {_released}");
    }

    /// <summary>From now on the sweeper gets somewhere.</summary>
    public void Release() => File.WriteAllText(_released, "");

    /// <summary>From now on steps count.</summary>
    public void Arm() => File.WriteAllText(_armed, "");
}
