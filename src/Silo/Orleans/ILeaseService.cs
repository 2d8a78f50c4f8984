using Orleans.Services;

namespace Identity.Silo.Orleans;

/// <summary>What a silo tells the others of itself.</summary>
internal interface ILeaseService : IGrainService
{
    /// <summary>Whether it may answer, and so has heard from the database lately.</summary>
    Task<bool> HasLeaseAsync();
}
