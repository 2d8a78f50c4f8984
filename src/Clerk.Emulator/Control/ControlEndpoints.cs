using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Faults;
using Identity.Clerk.Emulator.Hosting;
using Identity.Clerk.Emulator.Instances;
using Identity.Clerk.Emulator.Keys;
using Identity.Clerk.Emulator.Webhooks;

namespace Identity.Clerk.Emulator.Control;

/// <summary>The emulator's own interface for people and tests, under <c>/emulator</c>.</summary>
internal static class ControlEndpoints
{
    public static void MapControl(
        this WebApplication application,
        LiveInstance live,
        FaultPlan faults,
        FrontClient front,
        EmulatorOptions options,
        EmulatorAddress address)
    {
        var emulator = application.MapGroup("/emulator");
        emulator.MapUsers(live);
        emulator.MapSessions(live);
        emulator.MapOrganizations(live);
        emulator.MapRoles(live);
        emulator.MapInvitations(live);
        emulator.MapWaitlist(live);
        emulator.MapBilling(live);
        emulator.MapSeed(live);
        emulator.MapFaults(live, faults);
        emulator.MapGet("/deliveries", context =>
            Answers.JsonAsync(context, StatusCodes.Status200OK, Deliveries(live)));
        emulator.MapGet("/info", context =>
            Answers.JsonAsync(context, StatusCodes.Status200OK, Info(live, options, address)));
        emulator.MapGet("/front/me", context => AskFrontAsync(context, live, front));
    }

    /// <summary>What a person may see of the set-up: no secret is in it.</summary>
    private static JsonObject Info(LiveInstance live, EmulatorOptions options, EmulatorAddress address) => new()
    {
        ["instance_id"] = live.Keys.InstanceId,
        ["issuer"] = address.Origin,
        ["publishable_key"] = PublishableKey.For(address.Url),
        ["webhook_url"] = options.WebhookUrl?.AbsoluteUri,
        ["front_url"] = options.FrontUrl.GetLeftPart(UriPartial.Authority),
    };

    private static JsonArray Deliveries(LiveInstance live)
    {
        var deliveries = new JsonArray();
        foreach (var delivery in live.RecentDeliveries())
        {
            deliveries.Add(new JsonObject
            {
                ["svix_id"] = delivery.Message.Id,
                ["type"] = delivery.Message.Type,
                ["state"] = NameOf(delivery.State),
                ["attempts"] = delivery.Attempts,
                ["status"] = delivery.Status == 0 ? null : delivery.Status,
                ["created_at"] = delivery.CreatedAt.ToUnixTimeMilliseconds(),
            });
        }

        return deliveries;
    }

    private static string NameOf(DeliveryState state) => state switch
    {
        DeliveryState.Pending => "pending",
        DeliveryState.Delivered => "delivered",
        DeliveryState.Dropped => "dropped",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>
    /// A session that is over is asked about too: how the front refuses its token is what one wants to see.
    /// </summary>
    private static async Task AskFrontAsync(HttpContext context, LiveInstance live, FrontClient front)
    {
        if (live.Mint(context.Request.Query["session_id"].ToString()) is not { } token)
        {
            await Answers.ProblemAsync(context, Rejection.UnknownSession);
            return;
        }

        var answer = await front.WhoAmIAsync(token, context.RequestAborted);
        await Answers.JsonAsync(context, StatusCodes.Status200OK, answer);
    }
}
