using System.Text;
using System.Text.Json.Nodes;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Resources;

namespace Identity.Clerk.Tests.Resources;

/// <summary>Resources that are kept by themselves.</summary>
public sealed class ClerkResourceTests
{
    private static readonly UserId Ada = UserId.Parse("user_3K5Qy9VzFpcm0RzckqATkRxW2YY");
    private static readonly OrganizationId Northwind = OrganizationId.Parse("org_3K5RwUij1mgUZjJi8xUgA8G0GcU");

    [Fact]
    public void Invitation_Sample_GivesItsValues()
    {
        var read = Events.Read<ResourceUpserted>("organizationInvitation.created");
        var invitation = read.Resource;
        Assert.True(read.Created);
        Assert.Equal(ResourceKind.OrganizationInvitation, invitation.Kind);
        Assert.Equal(ResourceId.Parse("orginv_3K5SnCsK4LPcppgRvj2TQtTSFAT"), invitation.Id);
        Assert.Equal(Northwind, invitation.OrganizationId);
        Assert.Null(invitation.UserId);
        Assert.Equal(Ada, invitation.InviterId);
        Assert.Equal("kenji@northwind.example", invitation.EmailAddress);
        Assert.Equal("pending", invitation.Status);
        Assert.Equal(1790846100000, invitation.CreatedAt);
        Assert.Equal(1790846100000, invitation.UpdatedAt);
    }

    [Fact]
    public void Invitation_Accepted_SaysByWhom()
    {
        var read = Events.Read<ResourceUpserted>("organizationInvitation.accepted");
        Assert.False(read.Created);
        Assert.Equal("accepted", read.Resource.Status);
        Assert.Equal("user_3K5SJ7JehCLjvRwV89BBzKpu3bj", read.Resource.UserId?.Value);
        Assert.Equal("revoked", Events.Read<ResourceUpserted>("organizationInvitation.revoked").Resource.Status);
    }

    [Fact]
    public void Domain_Samples_GiveTheOrganizationAndNobodysAddress()
    {
        var domain = Events.Read<ResourceUpserted>("organizationDomain.updated").Resource;
        Assert.Equal(ResourceKind.OrganizationDomain, domain.Kind);
        Assert.Equal(Northwind, domain.OrganizationId);
        Assert.Equal((null, null), (domain.EmailAddress, domain.Status));
        Assert.Equal(
            new ResourceDeleted(ResourceKind.OrganizationDomain, domain.Id),
            Events.Read<ResourceDeleted>("organizationDomain.deleted"));
    }

    [Fact]
    public void WaitlistEntry_Sample_GivesAddressAndStatus()
    {
        var entry = Events.Read<ResourceUpserted>("waitlistEntry.updated").Resource;
        Assert.Equal(ResourceKind.WaitlistEntry, entry.Kind);
        Assert.Equal(("lena@example.net", "invited"), (entry.EmailAddress, entry.Status));
        Assert.Equal((null, null), (entry.OrganizationId, entry.UserId));
    }

    [Theory]
    [InlineData("subscription.created", ResourceKind.Subscription, "active")]
    [InlineData("subscriptionItem.active", ResourceKind.SubscriptionItem, "active")]
    [InlineData("paymentAttempt.created", ResourceKind.PaymentAttempt, "paid")]
    public void Billing_Sample_GivesThePayerAndTheStatus(string sample, ResourceKind kind, string status)
    {
        var resource = Events.Read<ResourceUpserted>(sample).Resource;
        Assert.Equal((kind, status), (resource.Kind, resource.Status));
        Assert.Equal((Northwind, null), (resource.OrganizationId, resource.UserId));
        Assert.Null(resource.EmailAddress);
    }

    [Fact]
    public void Billing_PaidByAUser_IsThatUsers()
    {
        var envelope = Events.Changed("subscription.created", data =>
            (data["payer"]!["user_id"], data["payer"]!["organization_id"]) = (Ada.Value, ""));
        var resource = Events.Read<ResourceUpserted>(envelope).Resource;
        Assert.Equal((null, Ada), (resource.OrganizationId, resource.UserId));
        Assert.True(ClerkEventRouting.TryRoute(envelope, out var target));
        Assert.Equal(new EventTarget(EntityId.Of(resource.Id), Ada, null), target);
    }

    [Theory]
    [InlineData("subscription.created", "subscription.paused")]
    [InlineData("subscription.created", "subscription.pastDue")]
    [InlineData("subscriptionItem.active", "subscriptionItem.freeTrialEnding")]
    [InlineData("paymentAttempt.created", "paymentAttempt.refunded")]
    [InlineData("organizationInvitation.created", "organizationInvitation.expired")]
    [InlineData("waitlistEntry.created", "waitlistEntry.rejected")]
    public void TryRead_TypeThatClerkMayAdd_IsASnapshot(string sample, string type)
    {
        var envelope = Events.Envelope(sample) with { Type = type };
        Assert.False(Events.Read<ResourceUpserted>(envelope).Created);
        Assert.True(ClerkEventRouting.TryRoute(envelope, out var target));
        Assert.Equal(EntityKind.Resource, target.Entity?.Kind);
    }

    [Fact]
    public void TryRead_OrganizationInItsDescriptionOnly_IsThatOne()
    {
        var envelope =
            Events.Changed("organizationInvitation.created", data => data.Remove("organization_id"));
        Assert.Equal(Northwind, Events.Read<ResourceUpserted>(envelope).Resource.OrganizationId);
        Assert.True(ClerkEventRouting.TryRoute(envelope, out var target));
        Assert.Equal(Northwind, target.Organization);
    }

    [Theory]
    [InlineData("organizationInvitation.created")]
    [InlineData("organizationDomain.created")]
    public void TryRead_OfNoOrganization_IsRefused(string sample)
    {
        var envelope = Events.Changed(sample, data =>
        {
            data["organization_id"] = "";
            data.Remove("public_organization_data");
        });
        Assert.Equal("data.organization_id: missing", Events.Problem(envelope));
    }

    [Theory]
    [InlineData("organizationInvitation.created", "organization_id", "org_other",
        "data.public_organization_data.id: another organization than the resource's")]
    [InlineData("subscription.created", "organization_id", "org_other",
        "data.payer.organization_id: another organization than the resource's")]
    [InlineData("subscription.created", "user_id", "user_other",
        "data.payer.user_id: another user than the resource's")]
    public void TryRead_IdsThatContradict_IsRefused(string sample, string member, string id, string expected)
    {
        var envelope = Events.Changed(sample, data =>
        {
            data[member] = id;
            if (member == "user_id") data["payer"]!["user_id"] = Ada.Value;
        });
        Assert.Equal(expected, Events.Problem(envelope));
    }

    [Fact]
    public void TryRead_WhatWasKept_GivesTheSameAgain()
    {
        foreach (var sample in TestFiles.SampleNames())
        {
            Assert.True(ClerkEventReader.TryRead(Events.Envelope(sample), out var clerkEvent, out _));
            switch (clerkEvent)
            {
                case ResourceUpserted { Resource: var it }:
                    Assert.True(ClerkResource.TryRead(it.Kind, it.Raw.Bytes.Span, out var resource, out _));
                    Assert.Equal(it, resource);
                    break;
                case RoleUpserted { Role: var it }:
                    Assert.True(RoleResource.TryRead(it.Raw.Bytes.Span, out var role, out _));
                    Assert.Equal(it, role);
                    Assert.Equal(it.Permissions, role.Permissions.AsEnumerable());
                    break;
                case PermissionUpserted { Permission: var it }:
                    Assert.True(PermissionResource.TryRead(it.Raw.Bytes.Span, out var permission, out _));
                    Assert.Equal(it, permission);
                    break;
            }
        }
    }

    [Theory]
    [InlineData("{", "not JSON, or nested too deeply")]
    [InlineData("[]", "expected an object")]
    [InlineData("{}", ".id: missing")]
    public void TryRead_NoResource_SaysWhy(string json, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        Assert.False(ClerkResource.TryRead(ResourceKind.Subscription, bytes, out _, out var resource));
        Assert.False(RoleResource.TryRead(bytes, out _, out var role));
        Assert.False(PermissionResource.TryRead(bytes, out _, out var permission));
        Assert.StartsWith("resource", resource, StringComparison.Ordinal);
        Assert.StartsWith("role", role, StringComparison.Ordinal);
        Assert.StartsWith("permission", permission, StringComparison.Ordinal);
        Assert.All([resource, role, permission], it => Assert.EndsWith(expected, it, StringComparison.Ordinal));
    }

    [Fact]
    public void ToString_OfAResource_ShowsNoAddress()
    {
        var text = Events.Read<ResourceUpserted>("organizationInvitation.created").ToString();
        Assert.Contains("orginv_", text, StringComparison.Ordinal);
        Assert.DoesNotContain("kenji", text, StringComparison.Ordinal);
    }
}
