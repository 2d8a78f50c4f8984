using System.Globalization;
using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Hosting;
using Identity.Clerk.Emulator.Instances;
using Identity.Clerk.Emulator.Seeding;

namespace Identity.Clerk.Emulator.Control;

/// <summary><c>POST /emulator/seed</c>: many invented users, organizations and memberships in a few seconds.</summary>
internal static class SeedEndpoints
{
    public static void MapSeed(this RouteGroupBuilder emulator, LiveInstance live) =>
        emulator.MapPost("/seed", context => SeedAsync(new ControlCall(context, live)));

    private static Task SeedAsync(ControlCall call) => call.ApplyAsync(
        instance => TryRead(call, out var plan, out var fault) ? instance.Seed(plan) : fault,
        (plan, instance) => new JsonObject
        {
            ["users"] = plan.Users,
            ["organizations"] = plan.Organizations,
            ["memberships"] = plan.Memberships,
            ["seed"] = plan.Seed,
            ["webhooks"] = plan.Webhooks,
            ["total_users"] = instance.State.Users.Count,
        },
        StatusCodes.Status201Created);

    private static bool TryRead(ControlCall call, out SeedPlan plan, out Rejection fault)
    {
        plan = new SeedPlan(0, 0, 0, Seed: 1, call.HasFlag("webhooks"));
        fault = Rejection.Invalid("users, organizations, memberships and seed are whole numbers and not negative.");
        if (!TryRead(call, "users", plan.Users, out var users)
            || !TryRead(call, "organizations", plan.Organizations, out var organizations)
            || !TryRead(call, "memberships", plan.Memberships, out var memberships)
            || !TryRead(call, "seed", plan.Seed, out var seed))
        {
            return false;
        }

        // Sums of larger numbers would not fit.
        fault = Rejection.Full("users, organizations or memberships");
        plan = new SeedPlan(users, organizations, memberships, seed, plan.Webhooks);
        return Math.Max(users, Math.Max(organizations, memberships)) <= Limits.Users;
    }

    private static bool TryRead(ControlCall call, string name, int otherwise, out int value)
    {
        value = otherwise;
        return call.Query(name) is not { } text
            || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
