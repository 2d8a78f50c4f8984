namespace Orleans.Runtime;

/// <summary>The host stops or has stopped, so the grain can't be activated here.</summary>
public sealed class SiloUnavailableException : OrleansMessageRejectionException
{
    /// <summary>No more is known.</summary>
    public SiloUnavailableException()
    {
    }

    /// <summary>In words.</summary>
    public SiloUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>In words, with what led to it.</summary>
    public SiloUnavailableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
