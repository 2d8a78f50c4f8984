using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Identity.Authentication.Tests.Hosting;

internal static class UserGrains
{
    public static void Add(IServiceCollection services, UserScript users) =>
        services.AddSingleton<IGrainFactory>(new StubGrains(users));
}
