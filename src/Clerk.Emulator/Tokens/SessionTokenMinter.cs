using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Keys;
using Identity.Clerk.Emulator.Organizations;
using Identity.Clerk.Emulator.Sessions;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Identity.Clerk.Emulator.Tokens;

/// <summary>
/// Mints session tokens as Clerk does (Clerk documentation, "Session tokens"): RS256, the instance id as <c>kid</c>,
/// 60 seconds, claims of version 2 or, on demand, of the deprecated version 1.
/// </summary>
internal sealed class SessionTokenMinter(
    EmulatorKeys keys,
    EmulatorAddress address,
    TimeSpan lifetime,
    TimeProvider clock)
{
    private const string SessionCategory = "cl_B7d4PD111AAA";
    private const int IdBytes = 10;
    private const long NotBeforeLead = 10;
    private const string OrganizationPrefix = "org:";
    private const string UserFeature = "export";

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    private readonly SigningCredentials _credentials = new(
        new RsaSecurityKey(keys.SigningKey()) { KeyId = keys.InstanceId },
        SecurityAlgorithms.RsaSha256);

    public string Mint(TokenRequest request)
    {
        var issuedAt = clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["azp"] = request.AuthorizedParty,
            ["exp"] = issuedAt + (long)lifetime.TotalSeconds,
            ["fva"] = new JsonArray(MinutesSinceSignIn(request.Session, issuedAt), -1),
            ["iat"] = issuedAt,
            ["iss"] = address.Origin,
            ["nbf"] = issuedAt - NotBeforeLead,
            ["sid"] = request.Session.Id,
            ["sub"] = request.Session.UserId,
        };
        if (request.Version == 1)
            AddVersion1(claims, request);
        else
            AddVersion2(claims, request);

        return _handler.CreateToken(
            claims.ToJsonString(),
            _credentials,
            new Dictionary<string, object> { ["cat"] = SessionCategory });
    }

    private static long MinutesSinceSignIn(Session session, long issuedAt) =>
        Math.Max(0, (issuedAt - (session.CreatedAt / 1000)) / 60);

    private static void AddVersion1(JsonObject claims, TokenRequest request)
    {
        if (request is not { Organization: { } organization, Membership: { } membership })
            return;

        var permissions = new JsonArray();
        foreach (var permission in request.Catalog.TokenPermissionsOf(request.Catalog.Of(membership)))
            permissions.Add(permission);
        claims["org_id"] = organization.Id;
        claims["org_permissions"] = permissions;
        claims["org_role"] = membership.Role;
        claims["org_slug"] = organization.Slug;
    }

    private static void AddVersion2(JsonObject claims, TokenRequest request)
    {
        claims["jti"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        claims["sts"] = request.Session.Status == SessionStatus.Pending ? "pending" : "active";
        claims["v"] = 2;
        if (request is not { Organization: { } organization, Membership: { } membership })
        {
            claims["fea"] = $"u:{UserFeature}";
            claims["pla"] = "u:free_user";
            return;
        }

        // Clerk's SDKs disagree on masks where a user's feature comes before an organization's; so none does.
        claims["fea"] = string.Join(
            ',', [.. request.Catalog.Features().Select(feature => $"o:{feature}"), $"u:{UserFeature}"]);
        claims["pla"] = "o:team";
        claims["o"] = Of(organization, membership, request.Catalog);
    }

    private static JsonObject Of(Organization organization, Membership membership, RoleCatalog catalog)
    {
        var granted = catalog.TokenPermissionsOf(catalog.Of(membership));
        var names = catalog.PermissionNames()
            .Where(name => granted.Any(permission => permission.EndsWith($":{name}", StringComparison.Ordinal)))
            .ToList();
        var masks = catalog.Features()
            .Select(feature => names.Index().Aggregate(BigInteger.Zero, (mask, name) =>
                granted.Contains($"{OrganizationPrefix}{feature}:{name.Item}")
                    ? mask | (BigInteger.One << name.Index)
                    : mask))
            .Append(BigInteger.Zero)
            .Select(mask => mask.ToString(CultureInfo.InvariantCulture));
        return new JsonObject
        {
            ["fpm"] = string.Join(',', masks),
            ["id"] = organization.Id,
            ["per"] = string.Join(',', names),
            ["rol"] = membership.Role[OrganizationPrefix.Length..],
            ["slg"] = organization.Slug,
        };
    }
}
