using System.Text.Json.Nodes;
using Identity.Testing;

namespace Identity.Cluster.Tests.Load;

/// <summary>
/// A made-up Clerk: users who come, change, join, are promoted, leave, come back and go, and the organizations where
/// they are. What happens is a function of the random numbers.
/// </summary>
/// <param name="run">Stands in every id, so that several of these can share a front.</param>
/// <param name="random">Decides what happens.</param>
/// <param name="first">The number of the first event; greater than those of the model Clerk before this one.</param>
internal sealed class ModelClerk(string run, Random random, long first)
{
    private const int UsersAtOnce = 6;

    /// <summary>The next event's number.</summary>
    public long Number { get; private set; } = first;

    public List<ModelUser> Users { get; } = [];

    public List<ModelOrganization> Organizations { get; } = [];

    public IEnumerable<ModelEvent> Events =>
        Organizations.SelectMany(o => o.Events).Concat(Users.SelectMany(u => u.Events));

    /// <summary>Lives through one organization and its users; gives what happened, in order.</summary>
    public IReadOnlyList<ModelEvent> Live()
    {
        var before = Number;
        var organization = new ModelOrganization($"org_{run}n{Organizations.Count}");
        Organizations.Add(organization);
        Happen(organization, "created");
        for (var i = 0; i < UsersAtOnce; i++) Live(new ModelUser($"user_{run}n{Users.Count}", organization));
        Happen(organization, "updated");
        return [.. organization.Events.Concat(Users.TakeLast(UsersAtOnce).SelectMany(u => u.Events))
            .Where(e => e.Number >= before).OrderBy(e => e.Number)];
    }

    private void Live(ModelUser user)
    {
        Users.Add(user);
        Happen(user, ModelEventKind.Profile, "user.created");
        var stays = 0;
        var membership = $"orgmem_{user.Id}_{stays}";
        Join(user, membership);
        for (var i = random.Next(1, 4); i > 0; i--) Happen(user, ModelEventKind.Profile, "user.updated");
        if (random.Next(3) == 0)
        {
            Happen(user, ModelEventKind.Departure, "organizationMembership.deleted", membership);
            if (random.Next(2) == 0) Join(user, $"orgmem_{user.Id}_{++stays}");
        }
        if (random.Next(8) == 0) Happen(user, ModelEventKind.Deletion, "user.deleted");
    }

    private void Join(ModelUser user, string membership)
    {
        Happen(user, ModelEventKind.Membership, "organizationMembership.created", membership);
        if (random.Next(2) == 0) Happen(user, ModelEventKind.Membership, "organizationMembership.updated", membership);
    }

    private void Happen(ModelUser user, ModelEventKind kind, string type, string? membership = null)
    {
        var number = Number++;
        var at = ModelEvent.TimeOf(number);
        var data = kind switch
        {
            ModelEventKind.Profile => ClerkEventJson.User(user.Id, at, ModelUser.NameOf(number)),
            ModelEventKind.Deletion => ClerkEventJson.Deleted("user", user.Id),
            _ => ClerkEventJson.Membership(membership!, user.Id, user.Organization.Id, ModelUser.RoleOf(number), at),
        };
        user.Events.Add(Tell(number, kind, type, data));
    }

    private void Happen(ModelOrganization organization, string what)
    {
        var number = Number++;
        var data = ClerkEventJson.Organization(
            organization.Id, ModelEvent.TimeOf(number), slug: ModelOrganization.SlugOf(number));
        organization.Events.Add(Tell(number, ModelEventKind.Organization, $"organization.{what}", data));
    }

    private ModelEvent Tell(long number, ModelEventKind kind, string type, JsonObject data) => new(
        number, kind, $"msg_{run}n{number}", ClerkEventJson.Envelope(type, data, ModelEvent.TimeOf(number) + 5));
}
