using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Identity.Clerk.Json;

namespace Identity.Clerk.Tokens;

/// <summary>
/// What a token says of itself before anybody has verified it: enough to tell two cookies apart, and never to be
/// believed.
/// </summary>
/// <param name="Issuer">The claim <c>iss</c>; null if there is none that is a text.</param>
/// <param name="IssuedAt">The claim <c>iat</c> in unix seconds; 0 if there is none.</param>
/// <param name="ExpiresAt">The claim <c>exp</c> in unix seconds; 0 if there is none.</param>
public readonly record struct UnverifiedToken(string? Issuer, long IssuedAt, long ExpiresAt)
{
    private const int MaxLength = 8192;
    private static readonly JsonMembers Members = new("iss", "iat", "exp");

    /// <summary>Reads a token's payload; false if it can't be read. Never throws, and allocates only the issuer.</summary>
    public static bool TryRead(ReadOnlySpan<char> token, out UnverifiedToken claims)
    {
        claims = default;
        if (token.Length > MaxLength) return false;
        var rented = ArrayPool<byte>.Shared.Rent(MaxLength * 2);
        try
        {
            return Ascii.FromUtf16(token, rented, out var length) == OperationStatus.Done
                && TokenParts.TryFind(rented.AsSpan(0, length), out var parts)
                && CanonicalBase64Url.TryDecode(
                    parts.Payload(rented.AsSpan(0, length)), rented.AsSpan(length), out var payload)
                && TryReadPayload(rented.AsSpan(length, payload), out claims);
        }
        catch (JsonException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static bool TryReadPayload(ReadOnlySpan<byte> json, out UnverifiedToken claims)
    {
        claims = default;
        if (!Utf8.IsValid(json)) return false;
        var cursor = new JsonObjectCursor(json, Members, "");
        while (cursor.Next())
        {
            switch (cursor.Member)
            {
                case "iss": claims = claims with { Issuer = cursor.TextOrNull() }; break;
                case "iat" when !cursor.IsNull: claims = claims with { IssuedAt = cursor.Integer() }; break;
                case "exp" when !cursor.IsNull: claims = claims with { ExpiresAt = cursor.Integer() }; break;
            }
        }

        return cursor.Problem is null;
    }
}
