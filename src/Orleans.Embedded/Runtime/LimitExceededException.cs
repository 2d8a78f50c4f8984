namespace Orleans.Runtime;

/// <summary>A bound was reached, for example that of the requests which may wait for one activation.</summary>
public sealed class LimitExceededException : OrleansException
{
    /// <summary>No more is known.</summary>
    public LimitExceededException()
        : base("Limit exceeded")
    {
    }

    /// <summary>In words.</summary>
    public LimitExceededException(string message)
        : base(message)
    {
    }

    /// <summary>In words, with what led to it.</summary>
    public LimitExceededException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The bound's name, what was there, what is allowed, and where.</summary>
    public LimitExceededException(string limitName, int current, int threshold, object extraInfo)
        : base($"Limit exceeded {limitName} Current={current} Threshold={threshold} {extraInfo}")
    {
    }
}
