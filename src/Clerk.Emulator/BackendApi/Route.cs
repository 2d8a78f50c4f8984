namespace Identity.Clerk.Emulator.BackendApi;

internal static class Route
{
    public static string Id(HttpContext context) => context.GetRouteValue("id") as string ?? "";
}
