using System.Text;
using Identity.Grains.Organizations;
using Identity.Grains.Resources;
using Identity.Grains.Roles;
using Identity.Grains.State;
using Identity.Grains.Users;

namespace Identity.Grains.Tests.Proofs.Replicas;

/// <summary>States as they are stored, without the revision, which counts writes and not what was merged.</summary>
internal static class StateBytes
{
    public static string Of(object? state) => state switch
    {
        null => "",
        UserState user => Text(user.WithRevision(0)),
        OrganizationState organization => Text(organization.WithRevision(0)),
        ResourceState resource => Text(resource.WithRevision(0)),
        RoleCatalogState catalogue => Text(catalogue.WithRevision(0)),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    private static string Text<T>(T state) => Encoding.UTF8.GetString(GrainStateJson.Serialize(state));
}
