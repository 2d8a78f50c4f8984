using Identity.Grains.Tests.Proofs.Model;

namespace Identity.Grains.Tests.Proofs.Policies;

/// <summary>A user with an address that somebody else still has is rejected, as a unique key would have it.</summary>
internal sealed class UniqueEmail : Recommended
{
    public override void Apply(Fact fact)
    {
        if (fact is { Kind: "user", IsDeletion: false }
            && Rows.Values.Any(r => r.Kind == "user" && !r.Deleted && r.Id != fact.Id
                && ModelClerk.EmailOf(r) == ModelClerk.EmailOf(fact.Row)))
        {
            return;
        }

        base.Apply(fact);
    }
}
