using Identity.Clerk.Identifiers;

namespace Identity.Clerk.Tests.Identifiers;

public sealed class EntityIdTests
{
    public static TheoryData<EntityKind, EntityId> OfEachKind() => new()
    {
        { EntityKind.User, EntityId.Of(UserId.Parse("user_1")) },
        { EntityKind.Organization, EntityId.Of(OrganizationId.Parse("org_1")) },
        { EntityKind.Resource, EntityId.Of(ResourceId.Parse("orginv_1")) },
        { EntityKind.Resource, EntityId.Of(ResourceId.Parse("orgmem_1")) },
        { EntityKind.RoleCatalog, EntityId.RoleCatalog },
    };

    [Theory]
    [MemberData(nameof(OfEachKind))]
    public void TryParse_WhatValueGave_IsTheSame(EntityKind kind, EntityId id)
    {
        Assert.Equal(kind, id.Kind);
        Assert.True(EntityId.TryParse(id.Value, out var read));
        Assert.Equal(id, read);
        Assert.Equal(id, EntityId.Parse(id.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("user")]
    [InlineData("user_")]
    [InlineData("org_é")]
    [InlineData("role_1")]
    [InlineData("_x")]
    public void TryParse_NoEntity_IsFalse(string? text)
    {
        Assert.False(EntityId.TryParse(text, out var id));
        Assert.Equal(default, id);
        Assert.Throws<InvalidOperationException>(() => id.Value);
    }

    // Two entities with one key would share a row.
    [Theory]
    [InlineData("role_catalog")]
    [InlineData("user_1")]
    [InlineData("org_1")]
    public void TryParse_ResourceNamedAsAnotherEntity_IsFalse(string text) =>
        Assert.False(ResourceId.TryParse(text, out _));
}
