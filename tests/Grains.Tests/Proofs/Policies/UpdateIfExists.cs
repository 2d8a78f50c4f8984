namespace Identity.Grains.Tests.Proofs.Policies;

/// <summary>
/// A creation inserts, a change changes what is there and newer than it, a deletion deletes: what workos-authkit does.
/// </summary>
internal sealed class UpdateIfExists : Policy
{
    public override void Apply(Fact fact)
    {
        if (fact.IsDeletion) Rows.Remove(fact.Key);
        else if (fact.Change == "created") Rows[fact.Key] = fact.Row;
        else if (Rows.TryGetValue(fact.Key, out var row) && (long)row.Data["updated_at"]! < fact.UpdatedAt)
            Rows[fact.Key] = fact.Row;
    }
}
