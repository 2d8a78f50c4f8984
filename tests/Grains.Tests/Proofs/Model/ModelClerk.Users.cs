using System.Text.Json.Nodes;
using Identity.Clerk.Identifiers;
using Identity.Testing;

namespace Identity.Grains.Tests.Proofs.Model;

internal sealed partial class ModelClerk
{
    public IReadOnlyList<Row> Users => [.. Live("user")];

    public IReadOnlyList<Row> Sessions => [.. Live("session").Where(s => IsOpen((string)s.Data["status"]!))];

    /// <summary>A user with an address that nobody else has now.</summary>
    public Row CreateUser(string email)
    {
        var id = NewId("user_");
        Universe.Users.Add(id);
        Universe.Emails.Add(email);
        var user = Change("user", id, ClerkEventJson.User(id, Now, $"Name of {Now}", email: email));
        user.Data["created_at"] = Now;
        TellSnapshot("user.created", user);
        return user;
    }

    public Row UpdateUser(Row user, Action<JsonObject> change)
    {
        var changed = Changed(user, change);
        Universe.Emails.Add(EmailOf(changed));
        TellSnapshot("user.updated", changed);
        return changed;
    }

    /// <summary>Deletes a user; Clerk may or may not tell of each membership.</summary>
    public void DeleteUser(Row user, bool tellMemberships = false)
    {
        foreach (var membership in Memberships.Where(m => m.UserId == user.Id && tellMemberships)) Leave(membership);
        Delete(user, whole: false);
    }

    /// <summary>A user signs in, which changes the user too.</summary>
    /// <param name="user">Who.</param>
    /// <param name="pending">Whether the session waits for a task.</param>
    /// <param name="embeds">Whether the event brings the user.</param>
    /// <param name="lags">Whether the user that it brings is the one before the last change.</param>
    /// <param name="tellsUser">Whether an event of the user's own tells the change; one does if none brings it.</param>
    public Row SignIn(Row user, bool pending = false, bool embeds = true, bool lags = false, bool tellsUser = true)
    {
        var changed = Changed(user, data => data["last_sign_in_at"] = Now);
        var id = NewId("sess_");
        Universe.AddSession(id, user.Id, Now);
        var session = Change(
            "session", id, ClerkEventJson.Session(id, user.Id, pending ? "pending" : "active", Now));
        session.Data.Remove("user");
        TellSnapshot(pending ? "session.pending" : "session.created", session, embeds ? changed : null, lags);
        if (tellsUser || !embeds || lags) TellSnapshot("user.updated", changed);
        return session;
    }

    /// <summary>A session ends, is revoked or removed, or waits for a task.</summary>
    public void ChangeSession(Row session, string status, bool embeds = false, bool lags = false)
    {
        var changed = Changed(session, data => data["status"] = status);
        Universe.AddSession(session.Id, session.UserId, Now);
        TellSnapshot($"session.{status}", changed, embeds ? Rows[$"user {session.UserId}"] : null, lags);
    }

    public static string EmailOf(Row user) => (string)user.Data["email_addresses"]![0]!["email_address"]!;

    private static bool IsOpen(string status) => status is "active" or "pending";

    private Row Changed(Row row, Action<JsonObject> change)
    {
        var data = row.Data.DeepClone().AsObject();
        change(data);
        return Change(row.Kind, row.Id, data);
    }
}
