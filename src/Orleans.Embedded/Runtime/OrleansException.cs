namespace Orleans.Runtime;

/// <summary>The base of what the engine itself throws.</summary>
public class OrleansException : Exception
{
    /// <summary>No more is known.</summary>
    public OrleansException()
    {
    }

    /// <summary>In words.</summary>
    public OrleansException(string message)
        : base(message)
    {
    }

    /// <summary>In words, with what led to it.</summary>
    public OrleansException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
