using System.Globalization;
using Identity.Clerk.Emulator.Instances;
using Identity.Clerk.Emulator.Lists;

namespace Identity.Clerk.Emulator.BackendApi;

/// <summary>
/// Takes parameters out of a query string as Clerk's Backend API does and remembers the first that isn't acceptable.
/// Unknown ones are ignored: Clerk's SDK sends paging to counts too.
/// </summary>
internal sealed class QueryReader(IQueryCollection query)
{
    private const int DefaultLimit = 10;
    private const int LargestLimit = 500;
    private const int MostValues = 100;

    public BackendApiError? Fault { get; private set; }

    public string? Text(string name)
    {
        if (query[name] is not [{ Length: > 0 } value, ..])
            return null;
        return value.Length <= Limits.Text ? value : Refuse<string?>(
            BackendApiError.BadFormat(name, $"must not be longer than {Limits.Text} characters."));
    }

    public long? Number(string name)
    {
        if (Text(name) is not { } text)
            return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : Refuse<long?>(BackendApiError.BadFormat(name, "must be a number that isn't negative."));
    }

    public bool? Flag(string name) => Text(name) switch
    {
        null => null,
        "true" or "1" => true,
        "false" or "0" => false,
        _ => Refuse<bool?>(BackendApiError.BadFormat(name, "must be true or false.")),
    };

    public string? OneOf(string name, IReadOnlyCollection<string> allowed)
    {
        if (Text(name) is not { } value || allowed.Contains(value))
            return Text(name);
        return Refuse<string?>(BackendApiError.BadValue(name, value, allowed));
    }

    /// <summary>A parameter that may be repeated, with or without brackets behind its name.</summary>
    public IReadOnlyList<string> Many(string name)
    {
        var values = query[name].Concat(query[name + "[]"]).OfType<string>().Where(value => value.Length > 0).ToList();
        if (values.Count > MostValues)
            return Refuse<IReadOnlyList<string>>(BackendApiError.TooMany(name, MostValues)) ?? [];
        if (values.Exists(value => value.Length > Limits.Text))
            Refuse<string>(BackendApiError.BadFormat(name, $"must not be longer than {Limits.Text} characters."));
        return values.Count > 0 ? values : [];
    }

    /// <summary>As <see cref="Many"/>, each value with a sign.</summary>
    public SignedList Signed(string name) =>
        Many(name) is { Count: > 0 } values ? new SignedList(values) : SignedList.Empty;

    public TimeWindow Window(string name) => new(Number(name + "_after"), Number(name + "_before"));

    /// <summary><c>limit</c> and <c>offset</c>, and <c>order_by</c> where there is a choice.</summary>
    /// <param name="orders">
    /// The orders that may be asked for; without one the newest come first, and where there is none to ask for they
    /// always do.
    /// </param>
    public (string Order, Paging Paging) Page(IEnumerable<string> orders)
    {
        var limit = Number("limit") ?? DefaultLimit;
        if (limit > LargestLimit)
            Refuse<long>(BackendApiError.TooLarge("limit", LargestLimit));
        else if (limit < 1)
            Refuse<long>(BackendApiError.BadFormat("limit", "must be at least 1."));
        var offset = Number("offset") ?? 0;
        if (offset > int.MaxValue)
            Refuse<long>(BackendApiError.TooLarge("offset", int.MaxValue));
        var (order, descending) = OrderBy([.. orders]);
        return Fault is null ? (order, new Paging((int)limit, (int)offset, descending)) : (order, default);
    }

    // A plus sign that nobody escaped arrives as a space.
    private (string Order, bool Descending) OrderBy(string[] orders)
    {
        const string Default = "created_at";
        if (orders.Length == 0 || Text("order_by") is not { } asked)
            return (Default, true);
        var order = asked[0] is '+' or '-' or ' ' ? asked[1..] : asked;
        if (!orders.Contains(order))
            Refuse<string>(BackendApiError.BadValue("order_by", asked, orders));
        return (order, asked[0] == '-');
    }

    private T? Refuse<T>(BackendApiError fault)
    {
        Fault ??= fault;
        return default;
    }
}
