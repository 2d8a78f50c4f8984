using System.Text.Json.Nodes;

namespace Identity.Clerk.Emulator.Codes;

/// <summary>The messages with a one-time code, in Clerk's shape. Receivers must not keep them.</summary>
internal static class CodeResource
{
    private const string ApplicationName = "Northwind";

    /// <param name="id"><c>ema_…</c></param>
    /// <param name="addressId"><c>idn_…</c></param>
    /// <param name="address">Where it goes.</param>
    /// <param name="userId">Whose address it is, if anybody's yet.</param>
    /// <param name="code">Six digits.</param>
    public static JsonObject Email(string id, string addressId, string address, string? userId, string code) => new()
    {
        ["body"] = $"<!doctype html><p>{code}</p>",
        ["body_plain"] = $"{code} is your code.\n",
        ["data"] = new JsonObject
        {
            ["app"] = new JsonObject { ["name"] = ApplicationName, ["url"] = "https://app.northwind.example" },
            ["otp_code"] = code,
            ["requested_by"] = "Emulator",
        },
        ["delivered_by_clerk"] = true,
        ["email_address_id"] = addressId,
        ["from_email_name"] = "notifications",
        ["id"] = id,
        ["object"] = "email",
        ["reply_to_email_name"] = null,
        ["slug"] = "verification_code",
        ["status"] = "queued",
        ["subject"] = $"{code} is your verification code",
        ["to_email_address"] = address,
        ["user_id"] = userId,
    };

    /// <param name="id"><c>sms_…</c></param>
    /// <param name="numberId"><c>idn_…</c></param>
    /// <param name="number">Where it goes.</param>
    /// <param name="userId">Whose number it is, if anybody's yet.</param>
    /// <param name="code">Six digits.</param>
    /// <param name="now">Unix milliseconds.</param>
    public static JsonObject Sms(string id, string numberId, string number, string? userId, string code, long now) =>
        new()
        {
            ["created_at_ms"] = now,
            ["data"] = new JsonObject { ["otp_code"] = code },
            ["delivered_by_clerk"] = true,
            ["from_phone_number"] = "+15005550006",
            ["id"] = id,
            ["message"] = $"{code} is your {ApplicationName} code.",
            ["object"] = "sms_message",
            ["phone_number_id"] = numberId,
            ["slug"] = "verification_code",
            ["status"] = "queued",
            ["to_phone_number"] = number,
            ["user_id"] = userId,
        };
}
