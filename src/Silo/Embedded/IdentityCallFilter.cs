using Identity.Grains.Callers;
using Orleans.Embedded;

namespace Identity.Silo.Embedded;

/// <summary>Asks for a caller where a grain requires one; grains that don't aren't slowed down by it.</summary>
internal sealed class IdentityCallFilter : RequireIdentityFilter, ISelectiveGrainCallFilter
{
    public bool AppliesTo(Type grainClass) => Concerns(grainClass);
}
