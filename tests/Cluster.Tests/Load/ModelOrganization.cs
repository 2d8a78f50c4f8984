namespace Identity.Cluster.Tests.Load;

/// <summary>An organization at the model Clerk: a slug for each change.</summary>
internal sealed record ModelOrganization(string Id)
{
    public List<ModelEvent> Events { get; } = [];

    public static string SlugOf(long number) => $"slug-{number}";
}
