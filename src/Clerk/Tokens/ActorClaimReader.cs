using Identity.Clerk.Json;

namespace Identity.Clerk.Tokens;

/// <summary>Reads the claim <c>act</c>.</summary>
internal static class ActorClaimReader
{
    private static readonly JsonMembers Members = new("sub", "sid", "iss", "type");

    public static ActorClaim Read(ref JsonObjectCursor cursor)
    {
        var subject = "";
        var (session, issuer, type) = ((string?)null, (string?)null, (string?)null);
        var actor = new JsonObjectCursor(cursor.Object(), Members, "act");
        while (actor.Next())
        {
            switch (actor.Member)
            {
                case "sub": subject = actor.Text(); break;
                case "sid": session = actor.TextOrNull(); break;
                case "iss": issuer = actor.TextOrNull(); break;
                case "type": type = actor.TextOrNull(); break;
            }
        }

        actor.Require("sub");
        cursor.Adopt(actor.Problem);
        return new ActorClaim(subject, session, issuer, type);
    }
}
