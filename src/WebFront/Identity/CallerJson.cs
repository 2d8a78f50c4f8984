using System.Buffers;
using System.Text.Json;
using Identity.Authentication;
using Identity.Grains.Callers;

namespace Identity.WebFront.Identity;

/// <summary>Writes what <c>/identity/me</c> answers, straight from the grain's snapshots.</summary>
internal sealed class CallerJson(CurrentUser me) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "application/json; charset=utf-8";

        // Who somebody is may change at any moment, and is nobody else's business.
        response.Headers.CacheControl = "no-store";
        Write(me, response.BodyWriter);
        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }

    /// <summary>Writes the caller, without anything that is private.</summary>
    public static void Write(CurrentUser me, IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output);
        output.Write("{\"user\":"u8);
        if (me.Profile is { } profile) profile.WritePublicJson(output);
        else WriteProvisionalUser(json, me);
        output.Write(",\"session\":"u8);
        WriteSession(json, me);
        output.Write(",\"organization\":"u8);
        WriteOrganization(json, me.Organization);
        output.Write(",\"version\":"u8);
        WriteVersion(json, me);
        output.Write("}"u8);
    }

    private static void WriteProvisionalUser(Utf8JsonWriter json, CurrentUser me)
    {
        json.WriteStartObject();
        json.WriteString("id", me.Id.Value);
        json.WriteBoolean("provisional", true);
        json.WriteEndObject();
        End(json);
    }

    private static void WriteSession(Utf8JsonWriter json, CurrentUser me)
    {
        json.WriteStartObject();
        json.WriteString("id", me.SessionId.Value);
        json.WriteString("status", "active");
        if (me.Session is { } session)
        {
            json.WriteString("client_id", session.ClientId);
            json.WriteNumber("created_at", session.CreatedAt);
            json.WriteNumber("updated_at", session.UpdatedAt);
            if (session.ExpireAt is { } expireAt) json.WriteNumber("expire_at", expireAt);
        }
        if (me.ActorId is { } actor)
        {
            json.WriteStartObject("actor");
            json.WriteString("sub", actor);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        End(json);
    }

    private static void WriteOrganization(Utf8JsonWriter json, OrganizationAccess? organization)
    {
        if (organization is null)
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteStartObject();
            json.WriteString("id", organization.Id.Value);
            json.WriteString("slug", organization.Slug);
            json.WriteString("role", organization.Role);
            json.WriteStartArray("permissions");
            foreach (var permission in organization.Permissions) json.WriteStringValue(permission);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        End(json);
    }

    private static void WriteVersion(Utf8JsonWriter json, CurrentUser me)
    {
        json.WriteNumberValue(me.Version);
        End(json);
    }

    // Each part is a value of its own, so the user's raw JSON can stand between them uncopied.
    private static void End(Utf8JsonWriter json)
    {
        json.Flush();
        json.Reset();
    }
}
