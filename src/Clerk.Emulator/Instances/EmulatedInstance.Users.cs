using Identity.Clerk.Emulator.Sessions;
using Identity.Clerk.Emulator.Users;

namespace Identity.Clerk.Emulator.Instances;

internal sealed partial class EmulatedInstance
{
    private const long MillisecondsPerDay = 86_400_000;

    public Outcome<User> CreateUser(UserFields fields)
    {
        if (State.Users.Count >= Limits.Users)
            return Rejection.Full("users");
        if (fields.EmailAddress.Value is not { } email)
            return Rejection.Invalid("A user needs an email_address.");
        if (Taken(fields, exceptId: null) is { } taken)
            return taken;

        var now = Now;
        var user = With(fields, new User
        {
            Id = NewId("user"),
            EmailAddress = new Identification(NewId("idn"), email, now),
            PublicMetadata = NoMetadata,
            PrivateMetadata = NoMetadata,
            UnsafeMetadata = NoMetadata,
            CreatedAt = now,
            UpdatedAt = now,
        });
        Keep(user);
        return Outcome<User>.Done(user, Tell("user.created", UserResource.Of(user, InstanceId), user.UpdatedAt));
    }

    public Outcome<User> UpdateUser(string idOrUsername, UserFields fields)
    {
        if (FindUser(idOrUsername) is not { } user)
            return Rejection.UnknownUser;
        if (fields is { EmailAddress: { IsSet: true, Value: null } })
            return Rejection.Invalid("A user needs an email_address.");
        if (Taken(fields, user.Id) is { } taken)
            return taken;

        return fields.IsEmpty ? Outcome<User>.Done(user) : Updated(With(fields, user));
    }

    /// <summary>A ban ends the user's sessions; lifting it brings none of them back.</summary>
    public Outcome<User> SetBanned(string idOrUsername, bool banned)
    {
        if (FindUser(idOrUsername) is not { } user)
            return Rejection.UnknownUser;
        if (user.Banned == banned)
            return Outcome<User>.Done(user);

        var updated = Updated(user with { Banned = banned });
        return banned
            ? Outcome<User>.Done(updated.Value, [.. updated.Events, .. EndSessions(updated.Value)])
            : updated;
    }

    /// <summary>After too many wrong passwords Clerk lets nobody in; sessions that there are go on.</summary>
    public Outcome<User> SetLocked(string idOrUsername, bool locked)
    {
        if (FindUser(idOrUsername) is not { } user)
            return Rejection.UnknownUser;
        return user.Locked == locked ? Outcome<User>.Done(user) : Updated(user with { Locked = locked });
    }

    /// <summary>
    /// One event tells of it, as consumers must expect of Clerk: the user's memberships and sessions are gone without
    /// events of their own.
    /// </summary>
    public Outcome<User> DeleteUser(string idOrUsername)
    {
        if (FindUser(idOrUsername) is not { } user)
            return Rejection.UnknownUser;

        Drop(user);
        State = State with
        {
            Subscriptions = State.Subscriptions.RemoveRange(
                State.Subscriptions.Values.Where(one => one.UserId == user.Id).Select(one => one.Id)),
        };
        foreach (var session in _sessions.Of(user.Id).Where(session => session.IsOngoing))
            Keep(session with { Status = SessionStatus.Removed, UpdatedAt = After(session.UpdatedAt) });
        return Outcome<User>.Done(user, Tell("user.deleted", UserResource.Deleted(user), After(user.UpdatedAt)));
    }

    private Outcome<User> Updated(User changed)
    {
        var user = changed with { UpdatedAt = After(changed.UpdatedAt) };
        Keep(user);
        return Outcome<User>.Done(user, Tell("user.updated", UserResource.Of(user, InstanceId), user.UpdatedAt));
    }

    private User With(UserFields fields, User user) => user with
    {
        EmailAddress = With(fields.EmailAddress, user.EmailAddress) ?? user.EmailAddress,
        PhoneNumber = With(fields.PhoneNumber, user.PhoneNumber),
        Username = fields.Username.Or(user.Username),
        FirstName = fields.FirstName.Or(user.FirstName),
        LastName = fields.LastName.Or(user.LastName),
        ExternalId = fields.ExternalId.Or(user.ExternalId),
        PublicMetadata = fields.PublicMetadata.Or(user.PublicMetadata),
        PrivateMetadata = fields.PrivateMetadata.Or(user.PrivateMetadata),
        UnsafeMetadata = fields.UnsafeMetadata.Or(user.UnsafeMetadata),
    };

    private Identification? With(Field<string?> field, Identification? current)
    {
        if (!field.IsSet || field.Value == current?.Value)
            return current;
        return field.Value is { } value ? new Identification(NewId("idn"), value, Now) : null;
    }

    private Rejection? Taken(UserFields fields, string? exceptId)
    {
        if (IsAnother(fields.EmailAddress, _users.ByEmailAddress))
            return Rejection.Taken("Another user has this email_address.");
        if (IsAnother(fields.Username, _users.ByUsername))
            return Rejection.Taken("Another user has this username.");
        if (IsAnother(fields.PhoneNumber, _users.ByPhoneNumber))
            return Rejection.Taken("Another user has this phone_number.");
        return IsAnother(fields.ExternalId, _users.ByExternalId)
            ? Rejection.Taken("Another user has this external_id.")
            : null;

        bool IsAnother(Field<string?> field, Func<string, User?> find) =>
            field.Value is { } value && find(value) is { } user && user.Id != exceptId;
    }
}
