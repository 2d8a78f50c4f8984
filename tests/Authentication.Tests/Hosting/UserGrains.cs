using Identity.Testing.Engines;
using Microsoft.Extensions.DependencyInjection;

namespace Identity.Authentication.Tests.Hosting;

/// <summary>Runs the users' grains of a test inside its application.</summary>
internal static class UserGrains
{
    public static void Add(IServiceCollection services, UserScript users) =>
        GrainsInApp.Add(services.AddSingleton(users));
}
