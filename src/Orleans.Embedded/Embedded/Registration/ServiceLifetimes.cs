using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.Embedded.Registration;

/// <summary>
/// Tells which services are singletons. A grain that takes only those needs no scope of its own, which would double
/// its size.
/// </summary>
internal sealed class ServiceLifetimes(IServiceCollection services)
{
    public bool MayBeScoped(Type service)
    {
        if (service == typeof(IGrainContext))
        {
            return false;
        }

        var definition = service.IsGenericType ? service.GetGenericTypeDefinition() : service;
        var lifetimes = services
            .Where(known => known.ServiceType == service || known.ServiceType == definition)
            .Select(known => known.Lifetime)
            .ToList();
        return lifetimes.Count == 0 || lifetimes.Any(lifetime => lifetime != ServiceLifetime.Singleton);
    }
}
