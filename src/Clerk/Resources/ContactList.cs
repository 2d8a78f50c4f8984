using System.Collections.Immutable;
using Identity.Clerk.Json;

namespace Identity.Clerk.Resources;

/// <summary>
/// One of a user's lists of addresses, numbers or wallets, with the ids by which one of them is called primary.
/// </summary>
internal readonly record struct ContactList(ImmutableArray<string> Values, ImmutableArray<string?> Ids)
{
    /// <summary>The most entries of one list that are read; Clerk allows far fewer.</summary>
    public const int MaxCount = 1000;

    /// <summary>A list without entries.</summary>
    public static ContactList Empty { get; } = new([], []);

    /// <summary>The value whose id that is; null when it is nobody's.</summary>
    public string? Find(string? id)
    {
        if (id is null) return null;
        var index = Ids.IndexOf(id);
        return index < 0 ? null : Values[index];
    }

    /// <summary>Reads the list at which the cursor stands.</summary>
    /// <param name="cursor">Stands on a list of objects.</param>
    /// <param name="members"><c>id</c> and the name of the member that holds the value.</param>
    /// <param name="path">What the object that has the list is called in a problem.</param>
    public static ContactList Read(ref JsonObjectCursor cursor, JsonMembers members, string path)
    {
        var entryPath = $"{path}.{cursor.Member}[]";
        var values = ImmutableArray.CreateBuilder<string>();
        var ids = ImmutableArray.CreateBuilder<string?>();
        if (!cursor.EnterList()) return Empty;
        while (cursor.NextObject(out var json))
        {
            if (values.Count == MaxCount) cursor.Fail("too many");
            var entry = new JsonObjectCursor(json, members, entryPath);
            var (id, value) = ((string?)null, "");
            while (entry.Next())
            {
                if (entry.Member == "id") id = entry.TextOrNull();
                else value = entry.Text();
            }

            entry.Require(members[1]);
            cursor.Adopt(entry.Problem);
            values.Add(value);
            ids.Add(id);
        }

        return new ContactList(values.DrainToImmutable(), ids.DrainToImmutable());
    }
}
