using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace Identity.Testing.Engines;

/// <summary>How long a call of a grain may take.</summary>
internal static class CallPatience
{
    public static void Set(IServiceCollection services, TimeSpan timeout) =>
        services.Configure<EmbeddedGrainOptions>(options => options.ResponseTimeout = timeout);
}
