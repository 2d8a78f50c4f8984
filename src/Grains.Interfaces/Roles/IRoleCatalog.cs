namespace Identity.Grains.Roles;

/// <summary>What roles permit, for whoever asks on each request.</summary>
public interface IRoleCatalog
{
    /// <summary>What they permit; how old that may be is the host's to say.</summary>
    ValueTask<RoleCatalogSnapshot> GetAsync();
}
