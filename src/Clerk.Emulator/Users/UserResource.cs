using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Instances;

namespace Identity.Clerk.Emulator.Users;

/// <summary>A user in Clerk's shape, members in alphabetical order as real webhooks have them.</summary>
internal static class UserResource
{
    private const int VerificationAttempts = 100;
    private const int LockoutSeconds = 3_600;
    private const long CodeLifetime = 600_000;

    public static JsonObject Of(User user, string instanceId)
    {
        var image = DefaultImage.Url(instanceId, user.Id, user.FirstName, user.LastName);
        return new JsonObject
        {
            ["backup_code_enabled"] = false,
            ["banned"] = user.Banned,
            ["bypass_client_trust"] = false,
            ["create_organization_enabled"] = true,
            ["create_organizations_limit"] = null,
            ["created_at"] = user.CreatedAt,
            ["delete_self_enabled"] = true,
            ["deprovisioned"] = false,
            ["email_addresses"] = new JsonArray(EmailAddress(user.EmailAddress)),
            ["enterprise_accounts"] = new JsonArray(),
            ["external_accounts"] = new JsonArray(),
            ["external_id"] = user.ExternalId,
            ["first_name"] = user.FirstName,
            ["has_image"] = false,
            ["id"] = user.Id,
            ["image_url"] = image,
            ["last_active_at"] = user.LastActiveAt,
            ["last_name"] = user.LastName,
            ["last_sign_in_at"] = user.LastSignInAt,
            ["legal_accepted_at"] = null,
            ["locale"] = null,
            ["locked"] = user.Locked,
            ["lockout_expires_in_seconds"] = user.Locked ? LockoutSeconds : null,
            ["mfa_disabled_at"] = null,
            ["mfa_enabled_at"] = null,
            ["object"] = "user",
            ["passkeys"] = new JsonArray(),
            ["password_enabled"] = true,
            ["password_last_updated_at"] = user.CreatedAt,
            ["phone_numbers"] = user.PhoneNumber is { } phone ? new JsonArray(PhoneNumber(phone)) : new JsonArray(),
            ["primary_email_address_id"] = user.EmailAddress.Id,
            ["primary_phone_number_id"] = user.PhoneNumber?.Id,
            ["primary_web3_wallet_id"] = null,
            ["private_metadata"] = JsonObject.Create(user.PrivateMetadata),
            ["profile_image_url"] = image,
            ["public_metadata"] = JsonObject.Create(user.PublicMetadata),
            ["saml_accounts"] = new JsonArray(),
            ["scim"] = null,
            ["timezone"] = null,
            ["totp_enabled"] = false,
            ["two_factor_enabled"] = false,
            ["unsafe_metadata"] = JsonObject.Create(user.UnsafeMetadata),
            ["updated_at"] = user.UpdatedAt,
            ["username"] = user.Username,
            ["verification_attempts_remaining"] = user.Locked ? 0 : VerificationAttempts,
            ["web3_wallets"] = new JsonArray(),
        };
    }

    /// <summary>The part of a user that an organization's members see.</summary>
    public static JsonObject PublicDataOf(User user, string instanceId)
    {
        var image = DefaultImage.Url(instanceId, user.Id, user.FirstName, user.LastName);
        return new JsonObject
        {
            ["banned"] = user.Banned,
            ["deprovisioned"] = false,
            ["first_name"] = user.FirstName,
            ["has_image"] = false,
            ["identifier"] = user.EmailAddress.Value,
            ["image_url"] = image,
            ["last_name"] = user.LastName,
            ["profile_image_url"] = image,
            ["user_id"] = user.Id,
            ["username"] = user.Username,
        };
    }

    /// <summary>The part of a user that those see whom the user has invited.</summary>
    public static JsonObject InviterDataOf(User user, string instanceId) => new()
    {
        ["first_name"] = user.FirstName,
        ["has_image"] = false,
        ["identifier"] = user.EmailAddress.Value,
        ["image_url"] = DefaultImage.Url(instanceId, user.Id, user.FirstName, user.LastName),
        ["last_name"] = user.LastName,
        ["user_id"] = user.Id,
    };

    public static JsonObject Deleted(User user)
    {
        var deleted = new JsonObject { ["deleted"] = true };
        // Clerk leaves the member out where there is no external id.
        if (user.ExternalId is { } externalId)
            deleted["external_id"] = externalId;
        deleted["id"] = user.Id;
        deleted["object"] = "user";
        return deleted;
    }

    private static JsonObject EmailAddress(Identification email) => new()
    {
        ["created_at"] = email.CreatedAt,
        ["email_address"] = email.Value,
        ["id"] = email.Id,
        ["linked_to"] = new JsonArray(),
        ["matches_sso_connection"] = false,
        ["object"] = "email_address",
        ["reserved"] = false,
        ["updated_at"] = email.CreatedAt,
        ["verification"] = Verification(email, "email_code"),
    };

    private static JsonObject PhoneNumber(Identification phone) => new()
    {
        ["backup_codes"] = null,
        ["created_at"] = phone.CreatedAt,
        ["default_second_factor"] = false,
        ["id"] = phone.Id,
        ["linked_to"] = new JsonArray(),
        ["object"] = "phone_number",
        ["phone_number"] = phone.Value,
        ["reserved"] = false,
        ["reserved_for_second_factor"] = false,
        ["updated_at"] = phone.CreatedAt,
        ["verification"] = Verification(phone, "phone_code"),
    };

    private static JsonObject Verification(Identification verified, string strategy) => new()
    {
        ["attempts"] = 1,
        ["expire_at"] = verified.CreatedAt + CodeLifetime,
        ["object"] = "verification_otp",
        ["status"] = "verified",
        ["strategy"] = strategy,
        ["verified_at_client"] = null,
    };
}
