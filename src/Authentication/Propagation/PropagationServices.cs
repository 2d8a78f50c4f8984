using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Identity.Authentication.Propagation;

internal static class PropagationServices
{
    /// <summary>The receiver's part. Without a trusted key it believes nobody, and takes the header out all the same.</summary>
    public static void AddCallerPropagation(this IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<PropagationMetrics>();
        services.TryAddSingleton<CallerAssertionVerifier>();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IConfigureOptions<PropagationOptions>, ConfigurePropagation>());
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<PropagationOptions>, ConfigurePropagation>());
        services.AddOptions<PropagationOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, PropagationStartupFilter>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IExceptionHandler, IdentityRequiredExceptionHandler>());
    }
}
