using Orleans;

namespace Identity.Grains.Callers;

/// <summary>A grain that requires a caller was called on nobody's behalf.</summary>
/// <remarks>In an ASP.NET Core application with the Clerk scheme the answer is 401, if nobody catches it.</remarks>
[GenerateSerializer, Alias("identity.IdentityRequiredException")]
public sealed class IdentityRequiredException : Exception
{
    public IdentityRequiredException()
        : this("The call is on nobody's behalf, and this grain requires a caller.")
    {
    }

    public IdentityRequiredException(string message)
        : base(message)
    {
    }

    public IdentityRequiredException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
