namespace Identity.Clerk.Emulator.Instances;

/// <summary>A member of a request that may be absent, which is something else than being null.</summary>
internal readonly record struct Field<T>(bool IsSet, T Value)
{
    public T Or(T current) => IsSet ? Value : current;

    public static implicit operator Field<T>(T value) => new(true, value);
}
