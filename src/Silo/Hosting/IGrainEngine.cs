using Identity.Silo.Settings;

namespace Identity.Silo.Hosting;

/// <summary>What this program asks of the engine that runs its grains. Each engine's folder has the one type of it.</summary>
internal interface IGrainEngine
{
    /// <summary>Whether this process must be the only one on its database.</summary>
    static abstract bool SingleProcess { get; }

    /// <summary>Whose grain state the rows are; null for the storage's default.</summary>
    static abstract string? ServiceIdOf(IConfiguration configuration);

    /// <summary>Adds the engine, as what the process is there for.</summary>
    static abstract void Add(IHostApplicationBuilder builder, ProcessRole role);

    /// <summary>Waits until grains can be asked.</summary>
    static abstract Task ReadyAsync(IServiceProvider services, CancellationToken cancellationToken);

    /// <summary>The engine's own dashboard; null where it has none, or the settings don't want it.</summary>
    static abstract RouteGroupBuilder? MapDashboard(IEndpointRouteBuilder routes, string prefix);

    /// <summary>Why the engine can't start, in a line; null when that isn't for the engine to say.</summary>
    static abstract string? RefusalOf(Exception exception);
}
