using System.Text.Json.Nodes;
using Identity.Grains.Events;
using Identity.Grains.Merging;
using Identity.Grains.Roles;
using Identity.Grains.Tests.Merging;
using Identity.Testing;
using static Identity.Grains.Tests.Merging.EventMaker;

namespace Identity.Grains.Tests.Roles;

/// <summary>Events of roles and permissions, and what they make of the catalogue.</summary>
internal static class RoleMaker
{
    public static ClerkDelivery Role(string how, string id, string key, long at, params JsonObject[] permissions) =>
        Make($"r{id}{at}", $"role.{how}", ClerkRoleJson.Role(id, key, at, permissions), at + 5);

    public static ClerkDelivery Permission(string how, string id, string key, long at) =>
        Make($"p{id}{at}", $"permission.{how}", ClerkRoleJson.Permission(id, key, at), at + 5);

    /// <summary>As Clerk's OpenAPI document has it: the id, and nothing else.</summary>
    public static ClerkDelivery DeletedStub(string kind, string id, long at) =>
        Make($"ds{id}{at}", $"{kind}.deleted", ClerkEventJson.Deleted(kind, id), at);

    /// <summary>As Clerk's SDK has it: the whole role, with its old <c>updated_at</c>.</summary>
    public static ClerkDelivery RoleDeletedInFull(string id, string key, long updatedAt, long at) =>
        Make($"df{id}{at}", "role.deleted", ClerkRoleJson.Role(id, key, updatedAt), at);

    /// <inheritdoc cref="RoleDeletedInFull"/>
    public static ClerkDelivery PermissionDeletedInFull(string id, string key, long updatedAt, long at) =>
        Make($"df{id}{at}", "permission.deleted", ClerkRoleJson.Permission(id, key, updatedAt), at);

    public static RoleCatalogState Apply(params IEnumerable<ClerkDelivery> deliveries) =>
        deliveries.Aggregate(new RoleCatalogState(), (state, d) => state.Merge(Read(d), out _));

    public static RoleCatalogSnapshot Snapshot(params IEnumerable<ClerkDelivery> deliveries) =>
        RoleCatalogRules.SnapshotOf(Apply(deliveries));
}
