using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;
using Identity.Storage.Directory.Lists;

namespace Identity.Storage.Tests.Directory.Lists;

/// <summary>What a list must have, said as plainly as can be.</summary>
internal static class TownModel
{
    public static IEnumerable<UserEntry> List(this Town town, UserFilter filter, UserOrder order, bool descending) =>
        Sorted(town.Users.Where(user => town.Admits(filter, user)), user => KeyOf(user, order), u => u.Id.Value, descending);

    public static IEnumerable<MembershipEntry> List(
        this Town town, MembershipFilter filter, MembershipOrder order, bool descending) =>
        Sorted(
            town.Memberships.Where(m => town.IsVisible(m)
                && (filter.OrganizationId is not { } organization || m.OrganizationId == organization)
                && (filter.UserId is not { } user || m.UserId == user)
                && (filter.Roles.IsEmpty || filter.Roles.Contains(m.Role!))
                && Admits(filter.CreatedAt, m.CreatedAt)
                && (filter.Users == new UserFilter()
                    || town.Users.Any(u => u.Id == m.UserId && town.Admits(filter.Users, u)))),
            m => town.KeyOf(m, order),
            m => m.Id.Value,
            descending);

    public static IEnumerable<OrganizationEntry> List(
        this Town town, OrganizationFilter filter, OrganizationOrder order, bool descending) =>
        Sorted(
            town.Organizations.Where(o => !o.Deleted
                && Admits(filter.OrganizationIds, id => id == o.Id.Value)
                && Admits(filter.UserIds, id => town.MembersOf(o.Id).Any(m => m.UserId.Value == id))
                && (o.Id.Value == filter.Text || Has(filter.Text, o.Name, o.Slug))),
            o => order switch
            {
                OrganizationOrder.Name => o.Name,
                OrganizationOrder.MembersCount => (long)town.MembersOf(o.Id).Count(),
                _ => o.CreatedAt,
            },
            o => o.Id.Value,
            descending);

    public static IEnumerable<MembershipEntry> MembersOf(this Town town, OrganizationId id) =>
        town.Memberships.Where(m => m.OrganizationId == id && town.IsVisible(m));

    private static bool IsVisible(this Town town, MembershipEntry membership) =>
        !membership.Deleted
        && !town.Users.Any(u => u.Id == membership.UserId && u.Deleted)
        && !town.Organizations.Any(o => o.Id == membership.OrganizationId && o.Deleted)
        && town.Memberships
            .Where(m => !m.Deleted && m.UserId == membership.UserId && m.OrganizationId == membership.OrganizationId)
            .MaxBy(m => (m.CreatedAt, m.Id.Value)) == membership;

    private static bool Admits(this Town town, UserFilter filter, UserEntry user) =>
        !user.Deleted
        && Admits(filter.UserIds, id => id == user.Id.Value)
        && Admits(filter.ExternalIds, id => id == user.ExternalId)
        && Admits(filter.OrganizationIds, id => town.Memberships.Any(
            m => !m.Deleted && m.UserId == user.Id && m.OrganizationId.Value == id
                && !town.Organizations.Any(o => o.Id == m.OrganizationId && o.Deleted)))
        && Lists(filter.EmailAddresses.Select(Fold), user.EmailAddresses.Select(Fold))
        && Lists(filter.PhoneNumbers, user.PhoneNumbers)
        && Lists(filter.Usernames, [user.Username])
        && Lists(filter.Web3Wallets, user.Web3Wallets)
        && (filter.Provider is not { } provider || user.ExternalAccounts.Any(a => a.Provider == provider
            && (filter.ProviderUserIds.IsEmpty || filter.ProviderUserIds.Contains(a.Id))))
        && (filter.Banned is not { } banned || banned == user.Banned)
        && Admits(filter.CreatedAt, user.CreatedAt)
        && Admits(filter.LastActiveAt, user.LastActiveAt)
        && Admits(filter.LastSignInAt, user.LastSignInAt)
        && Has(filter.EmailText, [.. user.EmailAddresses])
        && Has(filter.PhoneText, [.. user.PhoneNumbers])
        && Has(filter.UsernameText, user.Username)
        && Has(filter.NameText, NameOf(user))
        && Has(
            filter.Text,
            [
                user.Id.Value, NameOf(user), user.Username, .. user.EmailAddresses, .. user.PhoneNumbers,
                .. user.Web3Wallets,
            ]);

    private static object? KeyOf(UserEntry user, UserOrder order) => order switch
    {
        UserOrder.CreatedAt => user.CreatedAt,
        UserOrder.UpdatedAt => user.UpdatedAt,
        UserOrder.EmailAddress => Fold(user.PrimaryEmailAddress),
        UserOrder.Web3Wallet => user.PrimaryWeb3Wallet,
        UserOrder.FirstName => user.FirstName,
        UserOrder.LastName => user.LastName,
        UserOrder.PhoneNumber => user.PrimaryPhoneNumber,
        UserOrder.Username => user.Username,
        UserOrder.LastActiveAt => user.LastActiveAt,
        _ => user.LastSignInAt,
    };

    private static object? KeyOf(this Town town, MembershipEntry membership, MembershipOrder order)
    {
        var user = town.Users.FirstOrDefault(u => u.Id == membership.UserId);
        return order switch
        {
            MembershipOrder.CreatedAt => membership.CreatedAt,
            MembershipOrder.PhoneNumber => user?.PrimaryPhoneNumber,
            MembershipOrder.EmailAddress => Fold(user?.PrimaryEmailAddress),
            MembershipOrder.FirstName => user?.FirstName,
            MembershipOrder.LastName => user?.LastName,
            _ => user?.Username,
        };
    }

    private static IEnumerable<T> Sorted<T>(
        IEnumerable<T> items, Func<T, object?> key, Func<T, string> id, bool descending)
    {
        var sorted = items
            .OrderBy(item => key(item) is null)
            .ThenBy(key, Comparer<object?>.Create((x, y) => (x, y) switch
            {
                (string left, string right) => string.CompareOrdinal(left, right),
                (long left, long right) => left.CompareTo(right),
                _ => 0,
            }))
            .ThenBy(id, StringComparer.Ordinal);
        return descending ? sorted.Reverse() : sorted;
    }

    private static bool Admits(SignedValues values, Func<string, bool> holds) =>
        (values.Wanted.IsEmpty || values.Wanted.Any(holds)) && !values.Excluded.Any(holds);

    private static bool Admits(TimeWindow window, long? at) =>
        (window.After is not { } after || at > after) && (window.Before is not { } before || at < before);

    private static bool Lists(IEnumerable<string?> wanted, IEnumerable<string?> values) =>
        !wanted.Any() || wanted.Intersect(values).Any();

    private static bool Has(string? part, params string?[] lines) =>
        part is null || lines.Any(line => Fold(line)?.Contains(Fold(part)!, StringComparison.Ordinal) ?? false);

    private static string NameOf(UserEntry user) => $"{user.FirstName} {user.LastName}".Trim();

    private static string? Fold(string? text) => text?.ToLowerInvariant();
}
