using System.Collections.Immutable;
using System.Globalization;
using Identity.Storage.Directory.Lists;
using Identity.WebFront.ReadApi.Answers;

namespace Identity.WebFront.ReadApi.Requests;

/// <summary>
/// Takes parameters out of a query string as Clerk's Backend API does, and remembers the first that it doesn't accept.
/// Unknown ones are ignored: Clerk's SDK sends paging to counts too.
/// </summary>
internal sealed class QueryReader(IQueryCollection query)
{
    /// <summary>The most characters of a value.</summary>
    public const int MaxLength = 512;

    private const int DefaultLimit = 10;
    private const int MaxLimit = 500;
    private const int MaxValues = 100;
    private const string OrderByName = "order_by";

    /// <summary>The first thing that was wrong; null when nothing was.</summary>
    public ClerkError? Fault { get; private set; }

    /// <summary>A parameter's first value; null when it isn't there or empty.</summary>
    public string? Text(string name)
    {
        if (query[name] is not [{ Length: > 0 } value, ..]) return null;
        return value.Length <= MaxLength ? value : Refuse<string?>(ClerkError.TooLong(name, MaxLength));
    }

    public long? Number(string name)
    {
        if (Text(name) is not { } text) return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : Refuse<long?>(ClerkError.BadFormat(name, "must be a number that isn't negative."));
    }

    public bool? Flag(string name) => Text(name) switch
    {
        null => null,
        "true" or "1" => true,
        "false" or "0" => false,
        _ => Refuse<bool?>(ClerkError.BadFormat(name, "must be true or false.")),
    };

    public string? OneOf(string name, IReadOnlyCollection<string> allowed) =>
        Text(name) is not { } value || allowed.Contains(value)
            ? Text(name)
            : Refuse<string?>(ClerkError.BadValue(name, value, allowed));

    /// <summary>A parameter that may be repeated, with or without brackets behind its name; at most 100 times.</summary>
    public ImmutableArray<string> Many(string name)
    {
        var given = query[name].Concat(query[name + "[]"]);
        ImmutableArray<string> values = [.. given.OfType<string>().Where(value => value.Length > 0)];
        if (values.Length > MaxValues) Refuse<string>(ClerkError.TooMany(name, MaxValues));
        else if (values.Any(v => v.Length > MaxLength)) Refuse<string>(ClerkError.TooLong(name, MaxLength));
        return values;
    }

    /// <summary>As <see cref="Many"/>, each one of a few words.</summary>
    public ImmutableArray<string> ManyOf(string name, IReadOnlyCollection<string> allowed)
    {
        var values = Many(name);
        if (values.FirstOrDefault(value => !allowed.Contains(value)) is { } unknown)
            Refuse<string>(ClerkError.BadValue(name, unknown, allowed));
        return values;
    }

    /// <summary>
    /// As <see cref="Many"/>, each value with a sign: <c>+</c> or none wants it, <c>-</c> doesn't.
    /// </summary>
    public SignedValues Signed(string name) => Sign(Many(name));

    /// <summary>Takes the signs off values.</summary>
    public static SignedValues Sign(ImmutableArray<string> values) => new(
        [.. values.Where(value => value[0] != '-').Select(value => IsPlus(value[0]) ? value[1..] : value)],
        [.. values.Where(value => value[0] == '-').Select(value => value[1..])]);

    public TimeWindow Window(string name) => new(Number(name + "_after"), Number(name + "_before"));

    /// <summary><c>limit</c> and <c>offset</c> of a list that is always the newest first.</summary>
    public ListPart Newest() => Part(descending: true);

    /// <summary><c>limit</c>, <c>offset</c> and <c>order_by</c>; the newest first without one.</summary>
    /// <param name="orders">The orders that may be asked for, by Clerk's names of them; <c>created_at</c> is one.</param>
    public (TOrder Order, ListPart Part) Page<TOrder>(IReadOnlyDictionary<string, TOrder> orders)
        where TOrder : struct
    {
        if (Text(OrderByName) is not { } asked) return (orders["created_at"], Newest());
        var name = asked[0] is '-' || IsPlus(asked[0]) ? asked[1..] : asked;
        if (!orders.TryGetValue(name, out var order))
            Refuse<string>(ClerkError.BadValue(OrderByName, asked, orders.Keys));
        return (order, Part(descending: asked[0] == '-'));
    }

    // A plus sign that nobody escaped arrives as a space.
    private static bool IsPlus(char sign) => sign is '+' or ' ';

    private ListPart Part(bool descending)
    {
        var limit = Number("limit") ?? DefaultLimit;
        if (limit > MaxLimit) Refuse<long>(ClerkError.TooLarge("limit", MaxLimit));
        else if (limit < 1) Refuse<long>(ClerkError.BadFormat("limit", "must be at least 1."));
        var offset = Number("offset") ?? 0;
        if (offset > int.MaxValue) Refuse<long>(ClerkError.TooLarge("offset", int.MaxValue));
        return Fault is null ? new ListPart((int)limit, (int)offset, descending) : default;
    }

    private T? Refuse<T>(ClerkError fault)
    {
        Fault ??= fault;
        return default;
    }
}
