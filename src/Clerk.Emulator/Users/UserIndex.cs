using Identity.Clerk.Emulator.Lists;

namespace Identity.Clerk.Emulator.Users;

/// <summary>Finds users by what is theirs alone, and lists them. Not safe for concurrent use.</summary>
internal sealed class UserIndex
{
    private readonly Func<IReadOnlyDictionary<string, User>> _users;
    private readonly OrderedLists<User> _lists;
    private readonly Dictionary<string, string> _byEmailAddress = [];
    private readonly Dictionary<string, string> _byPhoneNumber = [];
    private readonly Dictionary<string, string> _byUsername = [];
    private readonly Dictionary<string, string> _byExternalId = [];

    public UserIndex(Func<IReadOnlyDictionary<string, User>> users)
    {
        _users = users;
        _lists = new OrderedLists<User>(UserOrders.All, () => users().Values);
        AddMany(users().Values);
    }

    public void Add(User user)
    {
        Name(user);
        _lists.Add(user);
    }

    public void Remove(User user)
    {
        _byEmailAddress.Remove(user.EmailAddress.Value);
        if (user.PhoneNumber is { } phone)
            _byPhoneNumber.Remove(phone.Value);
        if (user.Username is { } username)
            _byUsername.Remove(username);
        if (user.ExternalId is { } externalId)
            _byExternalId.Remove(externalId);
        _lists.Remove(user);
    }

    public void AddMany(IEnumerable<User> users)
    {
        _lists.Clear();
        foreach (var user in users)
            Name(user);
    }

    public User? ByEmailAddress(string value) => Find(_byEmailAddress, value);

    public User? ByPhoneNumber(string value) => Find(_byPhoneNumber, value);

    public User? ByUsername(string value) => Find(_byUsername, value);

    public User? ByExternalId(string value) => Find(_byExternalId, value);

    /// <param name="query">Whom to list.</param>
    /// <param name="order">One of <see cref="UserOrders"/>.</param>
    /// <param name="paging">Which part.</param>
    /// <param name="after">Only those who follow this user in the order; by <c>created_at</c> only.</param>
    /// <param name="isMember">Whether a user belongs to an organization.</param>
    public Slice<User> List(
        UserQuery query, string order, Paging paging, User? after, Func<User, string, bool> isMember)
    {
        bool Admits(User user) => query.Admits(user, organizationId => isMember(user, organizationId));
        if (after is null && Named(query) is { } few)
            return paging.Of(few.Where(Admits), UserOrders.All[order]);

        var index = _lists[order];
        var range = order == UserOrders.CreatedAt ? Window(index, query.CreatedAt) : 0..index.Count;
        if (after is not null)
        {
            var position = index.PositionOf(after);
            range = paging.Descending
                ? range.Start..Math.Min(range.End.Value, position)
                : Math.Max(range.Start.Value, position + 1)..range.End;
        }

        var rest = order == UserOrders.CreatedAt ? query with { CreatedAt = default } : query;
        return index.Cut(paging, range, rest.IsEmpty ? null : Admits);
    }

    private static Range Window(SortedIndex<User> index, TimeWindow window)
    {
        var from = window.After is { } after ? index.First(user => user.CreatedAt > after) : 0;
        var to = window.Before is { } before ? index.First(user => user.CreatedAt >= before) : index.Count;
        return from..to;
    }

    /// <summary>Whom a query names one by one; <see langword="null"/> when it names nobody.</summary>
    private IEnumerable<User>? Named(UserQuery query)
    {
        if (query.UserIds.Wanted is { Count: > 0 } ids)
            return Found(ids, id => _users().GetValueOrDefault(id));
        if (query.EmailAddresses is { Count: > 0 } emails)
            return Found(emails, ByEmailAddress);
        if (query.PhoneNumbers is { Count: > 0 } phones)
            return Found(phones, ByPhoneNumber);
        if (query.Usernames is { Count: > 0 } usernames)
            return Found(usernames, ByUsername);
        return query.ExternalIds.Wanted is { Count: > 0 } externalIds ? Found(externalIds, ByExternalId) : null;
    }

    private static IEnumerable<User> Found(IEnumerable<string> names, Func<string, User?> find) =>
        names.Distinct().Select(find).OfType<User>();

    private User? Find(Dictionary<string, string> names, string name) =>
        names.TryGetValue(name, out var id) ? _users().GetValueOrDefault(id) : null;

    private void Name(User user)
    {
        _byEmailAddress[user.EmailAddress.Value] = user.Id;
        if (user.PhoneNumber is { } phone)
            _byPhoneNumber[phone.Value] = user.Id;
        if (user.Username is { } username)
            _byUsername[username] = user.Id;
        if (user.ExternalId is { } externalId)
            _byExternalId[externalId] = user.Id;
    }
}
