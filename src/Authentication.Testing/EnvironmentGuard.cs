using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;

namespace Identity.Authentication.Testing;

/// <summary>Keeps an application from starting with test users anywhere but where tests run.</summary>
internal sealed class EnvironmentGuard(IHostEnvironment environment) : IStartupFilter
{
    private static readonly string[] Allowed = [Environments.Development, "Testing", "Test"];

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next)
    {
        ThrowUnlessTesting(environment);
        return next;
    }

    public static void ThrowUnlessTesting(IHostEnvironment environment)
    {
        if (Allowed.Contains(environment.EnvironmentName, StringComparer.OrdinalIgnoreCase)) return;
        throw new InvalidOperationException(
            $"AddClerkTesting lets in invented users, and is for the environments {string.Join(", ", Allowed)} only; "
            + $"this is '{environment.EnvironmentName}'.");
    }
}
