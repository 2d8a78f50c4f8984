using System.Security.Cryptography;
using System.Text;
using Identity.Clerk.Emulator.Keys;

namespace Identity.Clerk.Emulator.BackendApi;

/// <summary>Asks for the secret key before anything else, even where there is nothing behind the door.</summary>
internal static class BackendApiKeyGate
{
    private const string Scheme = "Bearer ";

    public static void UseBackendApiKey(this WebApplication application, EmulatorKeys keys)
    {
        var expected = Encoding.UTF8.GetBytes(keys.SecretKey);
        application.Use((context, next) =>
            Guards(context.Request.Path) && Fault(context.Request, expected) is { } fault
                ? BackendApiAnswer.WriteAsync(context, fault)
                : next(context));
    }

    public static bool Guards(PathString path) => path.StartsWithSegments("/v1");

    private static BackendApiError? Fault(HttpRequest request, byte[] expected)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (!authorization.StartsWith(Scheme, StringComparison.Ordinal))
            return BackendApiError.NoKey;

        var given = Encoding.UTF8.GetBytes(authorization[Scheme.Length..].Trim());
        return CryptographicOperations.FixedTimeEquals(given, expected) ? null : BackendApiError.WrongKey;
    }
}
