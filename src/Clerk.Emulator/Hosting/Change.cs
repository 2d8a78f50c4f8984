using Identity.Clerk.Emulator.Instances;

namespace Identity.Clerk.Emulator.Hosting;

/// <param name="Outcome">What the command did.</param>
/// <param name="Rejection">Why the caller gets an error, or <see langword="null"/>.</param>
/// <param name="Delivered">Whether the caller waited and the receiver took every webhook.</param>
internal sealed record Change<T>(Outcome<T> Outcome, Rejection? Rejection, bool Delivered)
{
    public T Value => Outcome.Value;
}
