namespace Identity.WebFront.Hosting;

/// <summary>Lets something happen once a minute at most, such as a warning that strangers can cause.</summary>
internal sealed class Pause(TimeProvider clock)
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private DateTimeOffset _until;

    /// <summary>Whether it may happen now; if so, it may not for a minute.</summary>
    public bool IsOver()
    {
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            if (now < _until) return false;
            _until = now + Length;
            return true;
        }
    }
}
