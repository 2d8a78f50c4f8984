namespace Identity.WebFront.ReadApi.Roles;

/// <summary>By what roles and permissions are listed.</summary>
internal enum CatalogOrder
{
    CreatedAt,
    Name,
    Key,
}
