namespace Identity.Clerk.Emulator.Hosting;

/// <summary>The emulator's own pipeline lives as long as its host says; it doesn't listen to signals itself.</summary>
internal sealed class SilentLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
