using System.Text.Json.Nodes;

namespace Identity.Grains.Tests.Proofs.Model;

/// <summary>One entity as Clerk has it, or as a policy believes that Clerk has it.</summary>
/// <param name="Kind">Clerk's word for what it is, as in the types of its events.</param>
/// <param name="Id">Its id.</param>
/// <param name="Data">Its last snapshot.</param>
/// <param name="Deleted">Whether it is gone.</param>
internal sealed record Row(string Kind, string Id, JsonObject Data, bool Deleted = false)
{
    public string Key => $"{Kind} {Id}";

    public string UserId => (string)(Data["public_user_data"]?["user_id"] ?? Data["user_id"])!;

    public string OrganizationId => (string)(Data["organization"]?["id"] ?? Data["organization_id"])!;
}
