using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Billing;
using Identity.Clerk.Emulator.Hosting;
using Identity.Clerk.Emulator.Instances;

namespace Identity.Clerk.Emulator.Control;

/// <summary>Subscriptions of users and organizations, under <c>/emulator/billing</c>.</summary>
internal static class BillingEndpoints
{
    public static void MapBilling(this RouteGroupBuilder emulator, LiveInstance live)
    {
        var billing = emulator.MapGroup("/billing");
        billing.MapPost("/subscribe", context => SubscribeAsync(new ControlCall(context, live)));
        billing.MapPost("/subscriptions/{id}/{step}", context => StepAsync(new ControlCall(context, live)));
    }

    private static async Task SubscribeAsync(ControlCall call)
    {
        if (await call.ReadAsync(Forms.Billing) is (true, var request))
            await call.ApplyAsync(instance => instance.Subscribe(request), Answer, StatusCodes.Status201Created);
    }

    private static Task StepAsync(ControlCall call) =>
        call.ApplyAsync(instance => instance.Step(call.Id, call.Route("step")), Answer);

    private static JsonObject Answer(Subscription subscription, EmulatedInstance instance) =>
        new() { ["subscription"] = instance.Resource(subscription) };
}
