namespace Identity.Grains.Tests.Proofs;

/// <summary>What a property failed with before its case was made smaller.</summary>
internal sealed class FirstFailure
{
    /// <summary>Null while nothing has failed.</summary>
    public Exception? Exception { get; private set; }

    public void Watch(Action property)
    {
        try
        {
            property();
        }
        catch (Exception exception)
        {
            Exception ??= exception;
            throw;
        }
    }

    public async Task WatchAsync(Func<Task> property)
    {
        try
        {
            await property();
        }
        catch (Exception exception)
        {
            Exception ??= exception;
            throw;
        }
    }
}
