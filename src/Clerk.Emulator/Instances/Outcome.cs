namespace Identity.Clerk.Emulator.Instances;

/// <summary>What a command did: a value and the events that tell of it, or the reason why it did nothing.</summary>
internal sealed class Outcome<T>
{
    private readonly T? _value;

    private Outcome(T? value, Rejection? rejection, IReadOnlyList<EmulatedEvent> events)
    {
        _value = value;
        Rejection = rejection;
        Events = events;
    }

    public Rejection? Rejection { get; }

    public IReadOnlyList<EmulatedEvent> Events { get; }

    public T Value => Rejection is null ? _value! : throw new InvalidOperationException(Rejection.Detail);

    public static Outcome<T> Done(T value, params IReadOnlyList<EmulatedEvent> events) => new(value, null, events);

    public static implicit operator Outcome<T>(Rejection rejection) => new(default, rejection, []);
}
