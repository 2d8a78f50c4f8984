using System.Text.Json;
using System.Text.Json.Nodes;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;
using Identity.Clerk.Resources;
using Identity.Grains.Callers;
using Identity.Grains.Users;

namespace Identity.Authentication.Testing;

/// <summary>What the cluster knows of a user, in a test. A change counts on the next request.</summary>
/// <remarks>Safe for use while requests are answered.</remarks>
public sealed class ClerkTestUser
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SessionId, SessionSnapshot> _sessions = [];
    private readonly Dictionary<OrganizationId, OrganizationAccess> _memberships = [];
    private readonly long _createdAt;
    private CallerDenial _denial = CallerDenial.None;
    private bool _locked;
    private string _firstName = "Ada";
    private long _version = 1;

    internal ClerkTestUser(UserId id, DateTimeOffset now) => (Id, _createdAt) = (id, now.ToUnixTimeMilliseconds());

    /// <summary>The user's id.</summary>
    public UserId Id { get; }

    /// <summary>Changes the first name. It is <c>Ada</c> at first.</summary>
    public void Rename(string firstName) => Change(() => _firstName = firstName);

    /// <summary>Bans the user. One who was deleted stays deleted.</summary>
    public void Ban() => Change(() =>
    {
        if (_denial != CallerDenial.UserDeleted) _denial = CallerDenial.UserBanned;
    });

    /// <summary>Deletes the user, for ever.</summary>
    public void Delete() => Change(() => _denial = CallerDenial.UserDeleted);

    /// <summary>Locks the user after too many failed sign-ins.</summary>
    public void LockOut() => Change(() => _locked = true);

    /// <summary>Revokes every session that the user has.</summary>
    public void RevokeSessions() => Change(() =>
    {
        foreach (var id in _sessions.Keys.ToArray())
            _sessions[id] = _sessions[id] with { Status = SessionStatus.Revoked };
    });

    /// <summary>Makes the user a member, or gives a member another role.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="role">The role, e.g. <c>org:member</c>.</param>
    /// <param name="permissions">The role's permissions, e.g. <c>org:invoices:read</c>.</param>
    public void Join(OrganizationId organizationId, string role, params IEnumerable<string> permissions) =>
        Change(() => _memberships[organizationId] = new OrganizationAccess
        {
            Id = organizationId,
            Role = role,
            Permissions = [.. permissions],
        });

    /// <summary>Gives a member of <see cref="ClerkTestIdentity.DefaultOrganizationId"/> another role.</summary>
    /// <inheritdoc cref="Join(OrganizationId, string, IEnumerable{string})"/>
    public void Join(string role, params IEnumerable<string> permissions) =>
        Join(ClerkTestIdentity.DefaultOrganizationId, role, permissions);

    /// <summary>Ends a membership.</summary>
    public void Leave(OrganizationId organizationId) => Change(() => _memberships.Remove(organizationId));

    internal void SignIn(ClerkTestIdentity identity)
    {
        Change(() => _sessions.TryAdd(identity.SessionId, new SessionSnapshot
        {
            Id = identity.SessionId,
            Status = SessionStatus.Active,
            CreatedAt = _createdAt,
            UpdatedAt = _createdAt,
        }));
        if (identity is { OrganizationId: { } organization, Role: { } role })
            Join(organization, role, identity.Permissions);
    }

    internal CallerResolution Resolve(CallerQuery query)
    {
        lock (_lock)
        {
            var session = _sessions.GetValueOrDefault(query.SessionId);
            var denial = _denial == CallerDenial.None && session?.Status == SessionStatus.Revoked
                ? CallerDenial.SessionRevoked
                : _denial;
            if (denial != CallerDenial.None) return new CallerResolution { Denial = denial, Version = _version };
            return new CallerResolution
            {
                Denial = CallerDenial.None,
                User = Snapshot(),
                Session = session,
                Organization = query.OrganizationId is { } id ? _memberships.GetValueOrDefault(id) : null,
                Version = _version,
            };
        }
    }

    private UserSnapshot Snapshot() => new()
    {
        Id = Id,
        FirstName = _firstName,
        Locked = _locked,
        CreatedAt = _createdAt,
        UpdatedAt = _createdAt + _version,
        Raw = RawJson.Copy(JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["object"] = "user",
            ["id"] = Id.Value,
            ["first_name"] = _firstName,
        })),
        Secrets = [],
    };

    private void Change(Action change)
    {
        lock (_lock)
        {
            change();
            _version++;
        }
    }
}
