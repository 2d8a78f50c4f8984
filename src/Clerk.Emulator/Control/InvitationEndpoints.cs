using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Hosting;
using Identity.Clerk.Emulator.Instances;
using Identity.Clerk.Emulator.Organizations;

namespace Identity.Clerk.Emulator.Control;

/// <summary>Invitations to organizations and domains of organizations, as they begin and end.</summary>
internal static class InvitationEndpoints
{
    public static void MapInvitations(this RouteGroupBuilder emulator, LiveInstance live)
    {
        emulator.MapPost("/organizations/{id}/invitations", context => InviteAsync(new ControlCall(context, live)));
        emulator.MapPost("/invitations/{id}/revoke", context => RevokeAsync(new ControlCall(context, live)));
        emulator.MapPost("/invitations/{id}/accept", context => AcceptAsync(new ControlCall(context, live)));
        emulator.MapPost("/organizations/{id}/domains", context => CreateDomainAsync(new ControlCall(context, live)));
        emulator.MapPatch("/domains/{id}", context => UpdateDomainAsync(new ControlCall(context, live)));
        emulator.MapDelete("/domains/{id}", context => DeleteDomainAsync(new ControlCall(context, live)));
    }

    private static async Task InviteAsync(ControlCall call)
    {
        if (await call.ReadAsync(reader =>
            (Forms.RequiredEmail(reader), reader.Required("role"), reader.Text("inviter_id"))) is
            (true, var (email, role, inviter)))
        {
            await call.ApplyAsync(
                instance => instance.Invite(call.Id, email, role, inviter.Value),
                Answer,
                StatusCodes.Status201Created);
        }
    }

    private static Task RevokeAsync(ControlCall call) =>
        call.ApplyAsync(instance => instance.RevokeInvitation(call.Id), Answer);

    private static async Task AcceptAsync(ControlCall call)
    {
        if (await call.ReadAsync(reader => reader.Text("user_id")) is (true, var user))
            await call.ApplyAsync(instance => instance.AcceptInvitation(call.Id, user.Value), Answer);
    }

    private static async Task CreateDomainAsync(ControlCall call)
    {
        if (await call.ReadAsync(reader => (reader.Required("name", Forms.DomainForm()), Forms.Domain(reader))) is
            (true, var (name, fields)))
        {
            await call.ApplyAsync(
                instance => instance.CreateDomain(call.Id, name, fields), Answer, StatusCodes.Status201Created);
        }
    }

    private static async Task UpdateDomainAsync(ControlCall call)
    {
        if (await call.ReadAsync(Forms.Domain) is (true, var fields))
            await call.ApplyAsync(instance => instance.UpdateDomain(call.Id, fields), Answer);
    }

    private static Task DeleteDomainAsync(ControlCall call) =>
        call.ApplyAsync(instance => instance.DeleteDomain(call.Id), (domain, _) => DomainResource.Deleted(domain));

    private static JsonObject Answer(Invitation invitation, EmulatedInstance instance) =>
        new() { ["invitation"] = instance.Resource(invitation) };

    private static JsonObject Answer(Domain domain, EmulatedInstance instance) =>
        new() { ["domain"] = instance.Resource(domain) };
}
