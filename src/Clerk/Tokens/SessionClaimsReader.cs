using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;

namespace Identity.Clerk.Tokens;

/// <summary>Reads the payload of a token whose signature is right, and checks all that needs no clock.</summary>
/// <remarks>
/// Types are strict and a claim that is used may occur once. Claims that Clerk doesn't define are the customer's own
/// and are ignored; <c>aud</c> is one of them in session tokens.
/// </remarks>
internal sealed class SessionClaimsReader
{
    private static readonly JsonMembers Members =
        new("sub", "sid", "iss", "azp", "exp", "iat", "nbf", "v", "sts", "fva", "act");

    private readonly string _issuer;
    private readonly byte[] _issuerUtf8;
    private readonly (string Text, byte[] Utf8)[] _authorizedParties;

    public SessionClaimsReader(string issuer, IReadOnlyList<string> authorizedParties)
    {
        _issuer = issuer;
        _issuerUtf8 = Encoding.UTF8.GetBytes(issuer);
        _authorizedParties = [.. authorizedParties.Select(party => (party, Encoding.UTF8.GetBytes(party)))];
    }

    /// <summary>Reads the claims.</summary>
    /// <returns>Null, or why the token is refused.</returns>
    public TokenRejection? Read(ReadOnlySpan<byte> payload, out SessionClaims? claims)
    {
        claims = null;
        if (!Utf8.IsValid(payload)) return TokenRejection.InvalidPayload;
        try
        {
            return ReadObject(payload, out claims);
        }
        catch (JsonException)
        {
            return TokenRejection.InvalidPayload;
        }
    }

    private TokenRejection? ReadObject(ReadOnlySpan<byte> payload, out SessionClaims? claims)
    {
        claims = null;
        UserId? subject = null;
        SessionId? session = null;
        string? party = null;
        long? expiresAt = null;
        var lifetime = default(TokenLifetime);
        var isOurs = false;
        var version = 1L;
        var status = SessionTokenStatus.Active;
        FactorVerificationAge? factors = null;
        ActorClaim? actor = null;

        var cursor = new JsonObjectCursor(payload, Members, "");
        while (cursor.Next())
        {
            switch (cursor.Member)
            {
                case "sub": subject = cursor.Id<UserId>(); break;
                case "sid": session = cursor.Id<SessionId>(); break;
                case "iss": isOurs = cursor.IsText(_issuerUtf8); break;
                case "azp": party = ReadAuthorizedParty(ref cursor); break;
                case "exp": expiresAt = ReadSeconds(ref cursor); break;
                case "iat": lifetime = lifetime with { IssuedAt = ReadSeconds(ref cursor) }; break;
                case "nbf": lifetime = lifetime with { NotBefore = ReadSeconds(ref cursor) }; break;
                case "v": version = ReadVersion(ref cursor); break;
                case "sts": status = ReadStatus(ref cursor); break;
                case "fva" when !cursor.IsNull: factors = ReadFactors(ref cursor); break;
                case "act" when !cursor.IsNull: actor = ActorClaimReader.Read(ref cursor); break;
            }
        }

        if (cursor.Problem is not null) return cursor.HasMember ? Reject(cursor.Member) : TokenRejection.InvalidPayload;
        if (subject is null) return TokenRejection.InvalidSubject;
        if (session is null) return TokenRejection.InvalidSession;
        if (party is null && _authorizedParties.Length > 0) return TokenRejection.InvalidAuthorizedParty;
        if (!isOurs) return TokenRejection.InvalidIssuer;
        if (expiresAt is null) return TokenRejection.InvalidExpiry;

        var organization = version == 2
            ? OrganizationClaimsReader.ReadVersion2(payload, out var plan, out var features)
            : OrganizationClaimsReader.ReadVersion1(payload, out plan, out features);
        if (organization.IsMalformed) return TokenRejection.InvalidClaims;
        claims = new SessionClaims
        {
            Subject = subject.Value,
            SessionId = session.Value,
            Issuer = _issuer,
            AuthorizedParty = party,
            ExpiresAt = expiresAt.Value,
            IssuedAt = lifetime.IssuedAt,
            NotBefore = lifetime.NotBefore,
            Version = (int)version,
            Status = status,
            FactorVerificationAge = factors,
            Actor = actor,
            Organization = organization.Claims,
            Plan = plan,
            Features = features,
            Raw = RawJson.Copy(payload),
        };
        return null;
    }

    // The strings of the options are used, so that nothing is allocated for what is the same in every token.
    private string? ReadAuthorizedParty(ref JsonObjectCursor cursor)
    {
        if (_authorizedParties.Length == 0 || cursor.IsNull) return cursor.TextOrNull();
        foreach (var (text, utf8) in _authorizedParties)
        {
            if (cursor.IsText(utf8)) return text;
        }

        cursor.Fail("not an authorized party");
        return null;
    }

    private static long ReadSeconds(ref JsonObjectCursor cursor)
    {
        var seconds = cursor.Integer();
        if (seconds is < 0 or > TokenLifetime.MaxUnixSeconds) cursor.Fail("out of range");
        return seconds;
    }

    private static long ReadVersion(ref JsonObjectCursor cursor)
    {
        var version = cursor.Integer();
        if (version is not (1 or 2)) cursor.Fail("not known");
        return version;
    }

    private static SessionTokenStatus ReadStatus(ref JsonObjectCursor cursor)
    {
        if (cursor.IsText("pending"u8)) return SessionTokenStatus.Pending;
        if (!cursor.IsNull && !cursor.IsText("active"u8)) cursor.Fail("not known");
        return SessionTokenStatus.Active;
    }

    private static FactorVerificationAge? ReadFactors(ref JsonObjectCursor cursor)
    {
        Span<long> minutes = stackalloc long[2];
        cursor.Integers(minutes);
        foreach (var value in minutes)
        {
            if (value is < -1 or > int.MaxValue) cursor.Fail("out of range");
        }

        return cursor.Problem is null ? new FactorVerificationAge((int)minutes[0], (int)minutes[1]) : null;
    }

    private static TokenRejection Reject(string claim) => claim switch
    {
        "sub" => TokenRejection.InvalidSubject,
        "sid" => TokenRejection.InvalidSession,
        "iss" => TokenRejection.InvalidIssuer,
        "azp" => TokenRejection.InvalidAuthorizedParty,
        "exp" => TokenRejection.InvalidExpiry,
        "iat" => TokenRejection.InvalidIssuedAt,
        "nbf" => TokenRejection.InvalidNotBefore,
        "v" => TokenRejection.UnknownVersion,
        _ => TokenRejection.InvalidClaims,
    };
}
