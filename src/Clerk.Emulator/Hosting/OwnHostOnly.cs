using Identity.Clerk.Emulator.Instances;

namespace Identity.Clerk.Emulator.Hosting;

/// <summary>
/// Refuses requests for any other name than the emulator's own. A page of another site whose name was made to resolve
/// to this machine (DNS rebinding) says that name in <c>Host</c>.
/// </summary>
internal static class OwnHostOnly
{
    private static readonly Rejection UnknownHost =
        new(400, "unknown-host", "The emulator answers only to its own address.");

    public static void UseOwnHostOnly(this WebApplication application, EmulatorAddress address) =>
        application.Use((context, next) => IsOwn(address, context.Request.Host.Value)
            ? next(context)
            : Answers.ProblemAsync(context, UnknownHost));

    public static bool IsOwn(EmulatorAddress address, string? authority) =>
        string.Equals(authority, address.Url.Authority, StringComparison.OrdinalIgnoreCase)
        || string.Equals(authority, $"localhost:{address.Url.Port}", StringComparison.OrdinalIgnoreCase);
}
