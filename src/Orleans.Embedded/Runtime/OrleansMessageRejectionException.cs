namespace Orleans.Runtime;

/// <summary>The engine refused the call; the grain did not see it.</summary>
public class OrleansMessageRejectionException : OrleansException
{
    /// <summary>No more is known.</summary>
    public OrleansMessageRejectionException()
    {
    }

    /// <summary>In words.</summary>
    public OrleansMessageRejectionException(string message)
        : base(message)
    {
    }

    /// <summary>In words, with what led to it.</summary>
    public OrleansMessageRejectionException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
