using System.Text;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Tokens;

namespace Identity.Clerk.Tests.Tokens;

public sealed class SessionClaimsTests
{
    private readonly Verifying _verifying = new();

    [Fact]
    public void Verify_Version2WithOrganization_GivesItsClaims()
    {
        var payload = Forge.Payload();
        var claims = _verifying.Accept(Forge.Token(payload));
        Assert.Equal(UserId.Parse("user_3K5SJ7JehCLjvRwV89BBzKpu3bj"), claims.Subject);
        Assert.Equal(SessionId.Parse("sess_3K5SJ2GcrQRXOqogivMAGSTXadN"), claims.SessionId);
        Assert.Equal(Forge.Issuer, claims.Issuer);
        Assert.Equal("https://app.northwind.example", claims.AuthorizedParty);
        Assert.Equal(1790845272, claims.ExpiresAt);
        Assert.Equal(1790845212, claims.IssuedAt);
        Assert.Equal(1790845202, claims.NotBefore);
        Assert.Equal(2, claims.Version);
        Assert.Equal(SessionTokenStatus.Active, claims.Status);
        Assert.Equal(new FactorVerificationAge(2, -1), claims.FactorVerificationAge);
        Assert.Null(claims.Actor);
        Assert.Equal("o:team", claims.Plan);
        Assert.Equal<string>(["o:invoices", "o:reports"], claims.Features);
        Assert.Equal(OrganizationId.Parse("org_3K5RwUij1mgUZjJi8xUgA8G0GcU"), claims.Organization!.Id);
        Assert.Equal("northwind-labs", claims.Organization.Slug);
        Assert.Equal("org:bookkeeper", claims.Organization.Role);
        Assert.Equal<string>(["org:invoices:read"], claims.Organization.Permissions);
        Assert.Equal(payload, Encoding.UTF8.GetString(claims.Raw.Bytes.Span));
    }

    [Fact]
    public void Verify_Version1WithOrganization_GivesTheSameOrganization()
    {
        var claims = _verifying.Accept(Forge.Token(Forge.Payload(sample: "v1 with organization")));
        Assert.Equal(1, claims.Version);
        Assert.Equal(SessionTokenStatus.Active, claims.Status);
        Assert.Null(claims.Plan);
        Assert.Empty(claims.Features);
        Assert.Equal(OrganizationId.Parse("org_3K5RwUij1mgUZjJi8xUgA8G0GcU"), claims.Organization!.Id);
        Assert.Equal("northwind-labs", claims.Organization.Slug);
        Assert.Equal("org:bookkeeper", claims.Organization.Role);
        Assert.Equal<string>(["org:invoices:read"], claims.Organization.Permissions);
    }

    [Theory]
    [InlineData("v1 without organization")]
    [InlineData("v2 without organization")]
    [InlineData("v2 impersonation")]
    public void Verify_WithoutOrganization_HasNone(string sample) =>
        Assert.Null(_verifying.Accept(Forge.Token(Forge.Payload(sample: sample))).Organization);

    [Fact]
    public void Verify_Pending_SaysSo() =>
        Assert.Equal(
            SessionTokenStatus.Pending,
            _verifying.Accept(Forge.Token(Forge.Payload(sample: "v2 pending"))).Status);

    [Fact]
    public void Verify_Impersonation_GivesTheActor()
    {
        var claims = _verifying.Accept(Forge.Token(Forge.Payload(sample: "v2 impersonation")));
        var expected =
            new ActorClaim("user_3K5Qy9VzFpcm0RzckqATkRxW2YY", "sess_x", "https://dashboard.clerk.com", null);
        Assert.Equal(expected, claims.Actor);
        var agent = Forge.Payload(json => json["act"]!["type"] = "agent", "v2 impersonation");
        Assert.Equal(expected with { Type = "agent" }, _verifying.Accept(Forge.Token(agent)).Actor);
    }

    [Fact]
    public void Verify_OtherVersionsClaims_AreTheCustomersOwn()
    {
        var first = Forge.Payload(json => json["o"] = "mine", "v1 without organization");
        Assert.Null(_verifying.Accept(Forge.Token(first)).Organization);
        var second = Forge.Payload(json => json["org_id"] = 5, "v2 without organization");
        Assert.Null(_verifying.Accept(Forge.Token(second)).Organization);
    }

    [Fact]
    public void Verify_OptionalClaimsNull_AreAbsent()
    {
        var payload = Forge.Payload(json =>
        {
            foreach (var name in new[] { "azp", "fva", "act", "o", "fea", "pla", "sts" }) json[name] = null;
        });
        var claims = _verifying.Accept(Forge.Token(payload));
        Assert.Null(claims.AuthorizedParty);
        Assert.Null(claims.FactorVerificationAge);
        Assert.Null(claims.Organization);
        Assert.Null(claims.Plan);
        Assert.Empty(claims.Features);
    }

    [Fact]
    public void Verify_OrganizationWithoutRole_HasNone()
    {
        var payload = Forge.Payload(json => json["o"]!.AsObject().Remove("rol"));
        Assert.Null(_verifying.Accept(Forge.Token(payload)).Organization!.Role);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("[1]")]
    [InlineData("\"a,b\"")]
    public void Verify_Version1PermissionsWrong_IsRefused(string json)
    {
        var payload = Forge.PayloadWith("org_permissions", json, "v1 without organization");
        Assert.Same(TokenRejection.InvalidClaims, _verifying.Reject(Forge.Token(payload)));
    }
}
