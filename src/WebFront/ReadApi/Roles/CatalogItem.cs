using Identity.Clerk.Json;
using Identity.Clerk.Resources;
using Identity.WebFront.ReadApi.Bodies;

namespace Identity.WebFront.ReadApi.Roles;

/// <summary>A role or permission, with that by which it is listed.</summary>
internal sealed record CatalogItem(string Id, string Key, string Name, long CreatedAt, RawJson Raw)
{
    public static CatalogItem? OfRole(RawJson raw) =>
        RoleResource.TryRead(raw.Bytes.Span, out var role, out _)
            ? new(role.Id.Value, role.Key, NameOf(raw), role.CreatedAt, raw)
            : null;

    public static CatalogItem? OfPermission(RawJson raw) =>
        PermissionResource.TryRead(raw.Bytes.Span, out var permission, out _)
            ? new(permission.Id.Value, permission.Key, NameOf(raw), permission.CreatedAt, raw)
            : null;

    public static Comparer<CatalogItem> By(CatalogOrder order) => Comparer<CatalogItem>.Create((x, y) =>
    {
        var result = order switch
        {
            CatalogOrder.Name => string.CompareOrdinal(x.Name, y.Name),
            CatalogOrder.Key => string.CompareOrdinal(x.Key, y.Key),
            _ => x.CreatedAt.CompareTo(y.CreatedAt),
        };
        return result != 0 ? result : string.CompareOrdinal(x.Id, y.Id);
    });

    /// <summary>Whether this is what somebody looks for: by its id, or by a part of its name or key.</summary>
    public bool IsLike(string? text) =>
        text is null
        || Id == text
        || Name.Contains(text, StringComparison.OrdinalIgnoreCase)
        || Key.Contains(text, StringComparison.OrdinalIgnoreCase);

    private static string NameOf(RawJson raw) =>
        ObjectEdit.Find(raw, "name") is { } name && name.Bytes.Span is [(byte)'"', ..]
            ? System.Text.Json.JsonSerializer.Deserialize<string>(name.Bytes.Span) ?? ""
            : "";
}
