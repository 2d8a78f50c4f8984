using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>A grain asks for a storage provider that isn't registered.</summary>
public sealed class BadProviderConfigException : OrleansException
{
    /// <summary>No more is known.</summary>
    public BadProviderConfigException()
    {
    }

    /// <summary>In words.</summary>
    public BadProviderConfigException(string msg)
        : base(msg)
    {
    }

    /// <summary>In words, with what led to it.</summary>
    public BadProviderConfigException(string msg, Exception exc)
        : base(msg, exc)
    {
    }
}
