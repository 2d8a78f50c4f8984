using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace Identity.Testing.Engines;

/// <summary>How long a call of a grain may take.</summary>
internal static class CallPatience
{
    public static void Set(IServiceCollection services, TimeSpan timeout) =>
        services.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = timeout);
}
