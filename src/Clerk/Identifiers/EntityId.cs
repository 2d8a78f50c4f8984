using System.Diagnostics.CodeAnalysis;

namespace Identity.Clerk.Identifiers;

/// <summary>Names the one entity that applies an event: its kind, and its id, which is also its grain's key.</summary>
/// <remarks>The text alone tells the kind, so that it can be stored as a text.</remarks>
public readonly record struct EntityId
{
    private const string RoleCatalogKey = "role_catalog";

    private readonly string? _value;

    private EntityId(EntityKind kind, string value) => (Kind, _value) = (kind, value);

    /// <summary>The instance's roles and permissions.</summary>
    public static EntityId RoleCatalog { get; } = new(EntityKind.RoleCatalog, RoleCatalogKey);

    public EntityKind Kind { get; }

    /// <summary>The entity's id, which is its grain's key.</summary>
    public string Value => _value ?? throw new InvalidOperationException("This EntityId was never given a value.");

    public static EntityId Of(UserId id) => new(EntityKind.User, id.Value);

    public static EntityId Of(OrganizationId id) => new(EntityKind.Organization, id.Value);

    public static EntityId Of(ResourceId id) => new(EntityKind.Resource, id.Value);

    /// <summary>Reads what <see cref="Value"/> gave.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out EntityId id)
    {
        id = text == RoleCatalogKey ? RoleCatalog
            : UserId.TryParse(text, out var user) ? Of(user)
            : OrganizationId.TryParse(text, out var organization) ? Of(organization)
            : ResourceId.TryParse(text, out var resource) ? Of(resource)
            : default;
        return id._value is not null;
    }

    /// <inheritdoc cref="TryParse"/>
    /// <exception cref="FormatException">It isn't an entity's id.</exception>
    public static EntityId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException("Expected the id of an entity.");

    public override string ToString() => _value ?? "";
}
