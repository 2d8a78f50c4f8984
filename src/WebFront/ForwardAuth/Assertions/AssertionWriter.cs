using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Identity.WebFront.ForwardAuth.Assertions;

/// <summary>Writes an assertion: a JWS in compact form (RFC 7515) whose claims say who calls.</summary>
internal static class AssertionWriter
{
    /// <summary>The only <c>alg</c>.</summary>
    public const string Algorithm = "ES256";

    /// <summary>
    /// The <c>typ</c>, in which it differs from every token of Clerk's, so that neither can pass for the other (RFC 8725,
    /// section 3.11).
    /// </summary>
    public const string Type = "identity-assertion+jwt";

    private const int IdLength = 16;
    private const int MaxSlugLength = 256;

    // It is never part of a page, and some verifiers compare the header's text.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Signs what is said of a caller.</summary>
    /// <param name="key">Signs.</param>
    /// <param name="caller">Who calls.</param>
    /// <param name="issuer">The <c>iss</c>.</param>
    /// <param name="audience">The <c>aud</c>.</param>
    /// <param name="issuedAt">The <c>iat</c> and <c>nbf</c>, unix seconds.</param>
    /// <param name="expiresAt">The <c>exp</c>, unix seconds.</param>
    public static string Write(
        AssertionKey key, in Caller caller, string issuer, string audience, long issuedAt, long expiresAt)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(output, Plain);
        WriteHeader(json, key.Id);
        json.Flush();
        var text = new StringBuilder(1024).Append(Base64Url.EncodeToString(output.WrittenSpan)).Append('.');

        output.ResetWrittenCount();
        json.Reset(output);
        json.WriteStartObject();
        json.WriteString("iss", issuer);
        json.WriteString("aud", audience);
        WriteCaller(json, caller);
        json.WriteNumber("iat", issuedAt);
        json.WriteNumber("nbf", issuedAt);
        json.WriteNumber("exp", expiresAt);
        json.WriteString("jti", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdLength)));
        json.WriteEndObject();
        json.Flush();
        text.Append(Base64Url.EncodeToString(output.WrittenSpan));

        var signature = key.Sign(Encoding.ASCII.GetBytes(text.ToString()));
        return text.Append('.').Append(Base64Url.EncodeToString(signature)).ToString();
    }

    private static void WriteHeader(Utf8JsonWriter json, string keyId)
    {
        json.WriteStartObject();
        json.WriteString("alg", Algorithm);
        json.WriteString("kid", keyId);
        json.WriteString("typ", Type);
        json.WriteEndObject();
    }

    private static void WriteCaller(Utf8JsonWriter json, in Caller caller)
    {
        json.WriteString("sub", caller.UserId.Value);
        json.WriteString("sid", caller.SessionId.Value);
        if (HeaderText.Safe(caller.ActorId) is { Length: > 0 } actor)
        {
            json.WriteStartObject("act");
            json.WriteString("sub", actor);
            json.WriteEndObject();
        }

        if (caller.Organization is not { } organization) return;
        json.WriteStartObject("org");
        json.WriteString("id", organization.Id.Value);
        if (organization.Slug is { Length: <= MaxSlugLength } slug) json.WriteString("slug", slug);
        json.WriteString("role", HeaderText.Safe(organization.Role));
        json.WriteStartArray("permissions");
        foreach (var permission in HeaderText.Fitting(organization.Permissions)) json.WriteStringValue(permission);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
