namespace Identity.Silo.Orleans;

/// <summary>
/// Whether this silo may still answer for its grains. It may for so long after it last asked the database and heard that
/// it is a member; a process that was stopped meanwhile, or can't reach the database, may not, whatever it believes.
/// </summary>
/// <remarks>
/// The time runs from before the question, on a clock that nobody sets. Grains move to another silo only after the table
/// says that this one is dead, so what this silo answers is never older than that by more than the length.
/// </remarks>
internal sealed class MemberLease(TimeProvider clock, TimeSpan length)
{
    private const long Never = long.MinValue;

    private long _asked = Never;
    private volatile bool _ended;

    /// <summary>Whether it runs.</summary>
    public bool IsValid
    {
        get
        {
            var asked = Volatile.Read(ref _asked);
            return asked != Never && !_ended && clock.GetElapsedTime(asked) < length;
        }
    }

    /// <summary>The moment to give to <see cref="Renew"/>, taken before the database is asked.</summary>
    public long Now => clock.GetTimestamp();

    /// <summary>The database said that this silo is a member.</summary>
    public void Renew(long asked) => Volatile.Write(ref _asked, asked);

    /// <summary>The database said that it isn't one any more. That is for good.</summary>
    public void End() => _ended = true;
}
