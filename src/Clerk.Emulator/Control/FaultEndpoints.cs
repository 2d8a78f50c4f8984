using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Faults;
using Identity.Clerk.Emulator.Hosting;
using Identity.Clerk.Emulator.Instances;

namespace Identity.Clerk.Emulator.Control;

/// <summary>What goes wrong on demand, under <c>/emulator/faults</c>.</summary>
internal static class FaultEndpoints
{
    public static void MapFaults(this RouteGroupBuilder emulator, LiveInstance live, FaultPlan plan)
    {
        var faults = emulator.MapGroup("/faults");
        faults.MapGet("", context => AnswerAsync(context, live, plan));
        faults.MapPost("", context => ChangeAsync(context, live, plan));
        faults.MapDelete("", context => ClearAsync(context, live, plan));
        faults.MapPost("/release", context => ReleaseAsync(context, live));
    }

    private static async Task ChangeAsync(HttpContext context, LiveInstance live, FaultPlan plan)
    {
        if (await new ControlCall(context, live).ReadAsync(Forms.Faults) is (true, var fields))
        {
            if (plan.Change(fields) is { HoldWebhooks: false, ShuffleWebhooks: 0 })
                live.Gate?.ReleaseAny();
            await AnswerAsync(context, live, plan);
        }
    }

    /// <summary>What was held is sent: nothing stays behind that nothing would ever send.</summary>
    private static Task ClearAsync(HttpContext context, LiveInstance live, FaultPlan plan)
    {
        plan.Clear();
        live.Gate?.ReleaseAny();
        return AnswerAsync(context, live, plan);
    }

    private static Task ReleaseAsync(HttpContext context, LiveInstance live)
    {
        if (live.Gate is not { } gate)
            return Answers.ProblemAsync(context, Rejection.Conflict("There is no receiver of webhooks."));

        var (seed, released) = gate.Release();
        return Answers.JsonAsync(context, StatusCodes.Status200OK, new JsonObject
        {
            ["seed"] = seed,
            ["released"] = new JsonArray([.. released.Select(delivery => (JsonNode)delivery.Message.Id)]),
        });
    }

    private static Task AnswerAsync(HttpContext context, LiveInstance live, FaultPlan plan)
    {
        var (settings, counts) = (plan.Settings, plan.Counts);
        return Answers.JsonAsync(context, StatusCodes.Status200OK, new JsonObject
        {
            ["drop_webhooks"] = Count(settings.DropWebhooks),
            ["duplicate_webhooks"] = settings.DuplicateWebhooks,
            ["delay_webhooks_ms"] = settings.DelayWebhooks,
            ["hold_webhooks"] = settings.HoldWebhooks,
            ["shuffle_webhooks"] = settings.ShuffleWebhooks,
            ["seed"] = settings.Seed,
            ["api_status"] = settings.ApiStatus,
            ["api_retry_after"] = settings.ApiRetryAfter,
            ["api_delay_ms"] = settings.ApiDelay,
            ["api_calls"] = Count(settings.ApiCalls),
            ["api_rate_limit"] = settings.ApiRateLimit,
            ["held"] = live.Gate?.Held ?? 0,
            ["dropped"] = counts.DroppedWebhooks,
            ["api_faults"] = counts.ApiFaults,
        });
    }

    private static JsonNode Count(int count) => count == FaultSettings.All ? "all" : count;
}
