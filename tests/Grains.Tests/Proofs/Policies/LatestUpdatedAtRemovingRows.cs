namespace Identity.Grains.Tests.Proofs.Policies;

/// <summary>The greatest <c>updated_at</c> is right; a deletion removes the row, and its age with it.</summary>
internal sealed class LatestUpdatedAtRemovingRows : Policy
{
    public override void Apply(Fact fact)
    {
        if (fact.IsDeletion) Rows.Remove(fact.Key);
        else if (!Rows.TryGetValue(fact.Key, out var row) || (long)row.Data["updated_at"]! < fact.UpdatedAt)
            Rows[fact.Key] = fact.Row;
    }
}
