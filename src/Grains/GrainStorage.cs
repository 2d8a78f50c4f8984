namespace Identity.Grains;

/// <summary>Under which names grain state is stored. They are in the database: changing one loses what is there.</summary>
public static class GrainStorage
{
    /// <summary>The storage provider's name.</summary>
    public const string Provider = "identity";

    /// <summary>Orleans stores by this name and the key alone, so it differs from grain to grain.</summary>
    public const string UserState = "user";

    /// <inheritdoc cref="UserState"/>
    public const string OrganizationState = "organization";

    /// <inheritdoc cref="UserState"/>
    public const string ResourceState = "resource";

    /// <inheritdoc cref="UserState"/>
    public const string RoleCatalogState = "role_catalog";
}
