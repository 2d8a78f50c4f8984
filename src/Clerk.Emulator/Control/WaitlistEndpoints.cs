using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Hosting;
using Identity.Clerk.Emulator.Instances;
using Identity.Clerk.Emulator.Waitlist;

namespace Identity.Clerk.Emulator.Control;

/// <summary>Who waits to be let in, and the codes of those who sign up.</summary>
internal static class WaitlistEndpoints
{
    public static void MapWaitlist(this RouteGroupBuilder emulator, LiveInstance live)
    {
        emulator.MapPost("/waitlist", context => JoinAsync(new ControlCall(context, live)));
        emulator.MapPost("/waitlist/{id}/invite", context => DecideAsync(new ControlCall(context, live), letIn: true));
        emulator.MapPost("/waitlist/{id}/reject", context => DecideAsync(new ControlCall(context, live), letIn: false));
        emulator.MapPost("/codes", context => SendCodeAsync(new ControlCall(context, live)));
    }

    private static async Task JoinAsync(ControlCall call)
    {
        if (await call.ReadAsync(Forms.RequiredEmail) is (true, var email))
            await call.ApplyAsync(instance => instance.JoinWaitlist(email), Answer, StatusCodes.Status201Created);
    }

    private static Task DecideAsync(ControlCall call, bool letIn) =>
        call.ApplyAsync(instance => instance.Decide(call.Id, letIn), Answer);

    private static async Task SendCodeAsync(ControlCall call)
    {
        if (await call.ReadAsync(reader => (Forms.Email(reader), Forms.Phone(reader))) is (true, var (email, phone)))
        {
            await call.ApplyAsync(
                instance => instance.SendCode(email.Value, phone.Value),
                (code, _) => new JsonObject { ["code"] = code });
        }
    }

    private static JsonObject Answer(WaitlistEntry entry, EmulatedInstance instance) =>
        new() { ["entry"] = WaitlistResource.Of(entry) };
}
