using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Organizations;
using Identity.Clerk.Emulator.Users;

namespace Identity.Clerk.Emulator.Instances;

/// <summary>
/// Metadata that is merged instead of replaced: objects at every depth, and what is null goes (RFC 7396, as Clerk's
/// <c>PATCH …/metadata</c> has it).
/// </summary>
internal sealed partial class EmulatedInstance
{
    // An escape is six characters, and there is a bound.
    private static readonly JsonSerializerOptions AsItCame = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Rejection TooMuchMetadata =
        Rejection.Invalid($"Metadata must not be longer than {Limits.Metadata} characters.");

    public Outcome<User> MergeMetadata(string userId, UserFields fields)
    {
        if (FindUser(userId) is not { } user)
            return Rejection.UnknownUser;
        var merged = fields with
        {
            PublicMetadata = Merged(fields.PublicMetadata, user.PublicMetadata),
            PrivateMetadata = Merged(fields.PrivateMetadata, user.PrivateMetadata),
            UnsafeMetadata = Merged(fields.UnsafeMetadata, user.UnsafeMetadata),
        };
        return IsTooLong(merged.PublicMetadata) || IsTooLong(merged.PrivateMetadata) || IsTooLong(merged.UnsafeMetadata)
            ? TooMuchMetadata
            : UpdateUser(userId, merged);
    }

    public Outcome<Organization> MergeMetadata(string idOrSlug, OrganizationFields fields)
    {
        if (FindOrganization(idOrSlug) is not { } organization)
            return Rejection.UnknownOrganization;
        var merged = fields with
        {
            PublicMetadata = Merged(fields.PublicMetadata, organization.PublicMetadata),
            PrivateMetadata = Merged(fields.PrivateMetadata, organization.PrivateMetadata),
        };
        return IsTooLong(merged.PublicMetadata) || IsTooLong(merged.PrivateMetadata)
            ? TooMuchMetadata
            : UpdateOrganization(idOrSlug, merged);
    }

    private static bool IsTooLong(Field<JsonElement> metadata) =>
        metadata.IsSet && metadata.Value.GetRawText().Length > Limits.Metadata;

    private static Field<JsonElement> Merged(Field<JsonElement> change, JsonElement current)
    {
        if (!change.IsSet)
            return change;
        var merged = JsonObject.Create(current)!;
        Merge(merged, JsonObject.Create(change.Value)!);
        return JsonSerializer.SerializeToElement(merged, AsItCame);
    }

    private static void Merge(JsonObject current, JsonObject change)
    {
        foreach (var (name, value) in change)
        {
            if (value is null)
            {
                current.Remove(name);
            }
            else if (value is JsonObject members)
            {
                if (current[name] is not JsonObject inner)
                    current[name] = inner = [];
                Merge(inner, members);
            }
            else
            {
                current[name] = value.DeepClone();
            }
        }
    }
}
