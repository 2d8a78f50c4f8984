namespace Identity.Grains.Tests.Proofs.Policies;

/// <summary>The last one to arrive is right; a deletion removes the row.</summary>
internal class ArrivalOrder : Policy
{
    public override void Apply(Fact fact)
    {
        if (fact.IsDeletion) Rows.Remove(fact.Key);
        else Rows[fact.Key] = fact.Row;
    }
}
