using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;
using Identity.Grains.Callers;
using Identity.Grains.Events;
using Identity.Grains.Organizations;
using Identity.Grains.Roles;
using Identity.Grains.Tests.Engine;
using Identity.Grains.Tests.Proofs.Model;

namespace Identity.Grains.Tests.Proofs.Replicas;

/// <summary>The real grains on a real engine, and what they answered.</summary>
internal sealed class GrainReads(GrainHost host, DirectoryTable? directory = null) : IReadSide
{
    private readonly Dictionary<UserId, RawJson?> _users = [];
    private readonly Dictionary<(UserId, CallerQuery), CallerResolution> _resolutions = [];
    private readonly Dictionary<OrganizationId, OrganizationStanding> _organizations = [];
    private readonly Dictionary<ResourceId, RawJson?> _resources = [];

    public DirectoryTable Directory { get; } = directory ?? new DirectoryTable();

    public RoleCatalogSnapshot Roles { get; private set; } = RoleCatalogSnapshot.Empty;

    public RoleCatalogListing RoleListing { get; private set; } = new([], []);

    /// <summary>Delivers in order, so many at a time, each entity's in one call.</summary>
    public async Task DeliverAsync(IReadOnlyList<Emission> emissions, int batch)
    {
        foreach (var together in emissions.Chunk(batch))
        {
            foreach (var ofOne in together.Where(e => e.Target is not null).GroupBy(e => e.Target!.Value))
            {
                var grain = host.Entity(ofOne.Key);
                ClerkDelivery[] events = [.. ofOne.Select(e => e.Delivery).OfType<ClerkDelivery>()];
                FetchedSnapshot[] fetched = [.. ofOne.Select(e => e.Fetched).OfType<FetchedSnapshot>()];
                if (events.Length > 0) Directory.Write((await grain.ApplyAsync([.. events])).Entries);
                if (fetched.Length > 0) Directory.Write((await grain.LearnAsync([.. fetched])).Entries);
            }
        }
    }

    /// <summary>Asks the grains everything that a view may ask.</summary>
    public async Task AskAsync(Universe universe)
    {
        Roles = await host.Roles.GetAsync();
        RoleListing = await host.Roles.ListAsync();
        foreach (var id in universe.Organizations)
            _organizations[OrganizationId.Parse(id)] = await host.OrganizationOf(id).GetAsync();
        foreach (var id in universe.Resources) _resources[ResourceId.Parse(id)] = await host.Resource(id).GetAsync();
        foreach (var id in universe.Users) _users[UserId.Parse(id)] = (await host.UserOf(id).GetAsync())?.Raw;

        // The view asks in its own way; what it will ask is found by letting it ask nobody.
        var questions = new Questions(this);
        ReadView.Of(questions, universe);
        foreach (var (id, query) in questions.Asked)
            _resolutions[(id, query)] = await host.UserOf(id.Value).ResolveAsync(query);
    }

    public RawJson? User(UserId id) => _users[id];

    public CallerResolution Resolve(UserId id, CallerQuery query) => _resolutions[(id, query)];

    public OrganizationStanding Organization(OrganizationId id) => _organizations[id];

    public RawJson? Resource(ResourceId id) => _resources[id];

    private sealed class Questions(GrainReads reads) : IReadSide
    {
        private static readonly CallerResolution Nobody = new() { Denial = CallerDenial.UserUnknown };

        public List<(UserId, CallerQuery)> Asked { get; } = [];

        public DirectoryTable Directory => reads.Directory;

        public RoleCatalogSnapshot Roles => reads.Roles;

        public RoleCatalogListing RoleListing => reads.RoleListing;

        public RawJson? User(UserId id) => null;

        public OrganizationStanding Organization(OrganizationId id) => OrganizationStanding.Unknown;

        public RawJson? Resource(ResourceId id) => null;

        public CallerResolution Resolve(UserId id, CallerQuery query)
        {
            Asked.Add((id, query));
            return Nobody;
        }
    }
}
