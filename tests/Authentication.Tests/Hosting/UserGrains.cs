using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace Identity.Authentication.Tests.Hosting;

/// <summary>Runs the users' grains of a test in the embedded engine.</summary>
internal static class UserGrains
{
    public static void Add(IServiceCollection services, UserScript users) =>
        services.AddSingleton(users).AddEmbeddedGrains();
}
