using System.Globalization;
using Identity.Clerk.Emulator.Faults;

namespace Identity.Clerk.Emulator.BackendApi;

/// <summary>
/// Makes the Backend API slow, limited or broken. Keys have no limit at Clerk, so they have none here.
/// </summary>
internal static class BackendApiFaults
{
    public static void UseBackendApiFaults(this WebApplication application, FaultPlan plan, TimeProvider clock) =>
        application.Use(async (context, next) =>
        {
            if (!IsLimited(context.Request.Path) || plan.NextCall() is not { } fault)
            {
                await next(context);
                return;
            }

            if (fault.Delay > TimeSpan.Zero)
                await Task.Delay(fault.Delay, clock, context.RequestAborted);
            if (fault.Status is not { } status)
            {
                await next(context);
                return;
            }

            if (fault.RetryAfter is { } seconds)
                context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            await BackendApiAnswer.WriteAsync(context, ErrorOf(status));
        });

    private static bool IsLimited(PathString path) =>
        BackendApiKeyGate.Guards(path) && !path.StartsWithSegments("/v1/jwks");

    private static BackendApiError ErrorOf(int status) => status == StatusCodes.Status429TooManyRequests
        ? BackendApiError.TooManyRequests
        : BackendApiError.Unavailable(status);
}
