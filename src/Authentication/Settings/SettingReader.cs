using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Identity.Authentication.Settings;

/// <summary>Reads a scheme's settings. One that can't be read is noted by name, never by value.</summary>
/// <remarks>The framework's binder would put the value into its message, and a value here may be a secret.</remarks>
/// <param name="scheme">The scheme's name.</param>
/// <param name="section">Its section.</param>
/// <param name="clerkNames">
/// Where the names of Clerk's own SDKs are looked up; null when they aren't for this scheme.
/// </param>
/// <param name="malformed">Takes a sentence for every setting that can't be read.</param>
internal sealed class SettingReader(
    string scheme, IConfiguration section, IConfiguration? clerkNames, List<string> malformed)
{
    /// <summary>
    /// Tries to make a value from text; the error is the rest of a sentence that begins with the name.
    /// </summary>
    public delegate bool Parser<T>(
        string? text, [NotNullWhen(true)] out T? value, [NotNullWhen(false)] out string? error);

    /// <summary>Reads text; an empty setting is none, as in a compose file that passes on an unset variable.</summary>
    public string? Text(string key, string? clerkName = null) => Find(key, clerkName, out _);

    /// <summary>Reads a value, or gives the default when there is no setting or it can't be read.</summary>
    public T? Value<T>(string key, T? otherwise, Parser<T> parser, string? clerkName = null)
    {
        if (Find(key, clerkName, out var name) is not { } text) return otherwise;
        if (parser(text, out var value, out var error)) return value;
        malformed.Add($"{name} {error}.");
        return otherwise;
    }

    /// <summary>Reads true or false.</summary>
    public bool Flag(string key, bool otherwise) => Value<bool>(key, otherwise, TryReadFlag);

    /// <summary>Reads a whole number that isn't negative.</summary>
    public long Number(string key, long otherwise) => Value<long>(key, otherwise, TryReadNumber);

    /// <summary>Reads a duration, such as <c>00:00:05</c>.</summary>
    public TimeSpan Duration(string key, TimeSpan otherwise) => Value<TimeSpan>(key, otherwise, TryReadDuration);

    /// <summary>Reads one of an enumeration's names.</summary>
    public T Choice<T>(string key, T otherwise)
        where T : struct, Enum => Value<T>(key, otherwise, TryReadChoice);

    /// <summary>
    /// Adds the entries of a list, in their order; one text with spaces or commas between the entries will do too.
    /// </summary>
    /// <remarks>An empty entry is kept for the validator: whoever set one meant to restrict something.</remarks>
    public void List(string key, IList<string> to)
    {
        var list = section.GetSection(key);
        var text = list.Value ?? "";
        foreach (var entry in text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)) to.Add(entry);
        foreach (var entry in list.GetChildren()) to.Add(entry.Value ?? "");
    }

    private static bool TryReadFlag(string? text, out bool value, [NotNullWhen(false)] out string? error)
    {
        error = bool.TryParse(text, out value) ? null : "must be true or false";
        return error is null;
    }

    private static bool TryReadNumber(string? text, out long value, [NotNullWhen(false)] out string? error)
    {
        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
        error = isNumber ? null : "must be a whole number";
        return isNumber;
    }

    private static bool TryReadDuration(string? text, out TimeSpan value, [NotNullWhen(false)] out string? error)
    {
        var isDuration = TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value);
        error = isDuration ? null : "must be a duration such as 00:00:05";
        return isDuration;
    }

    private static bool TryReadChoice<T>(string? text, out T value, [NotNullWhen(false)] out string? error)
        where T : struct, Enum
    {
        var isName = Enum.TryParse(text, ignoreCase: true, out value) && Enum.IsDefined(value);
        error = isName ? null : $"must be one of {string.Join(", ", Enum.GetNames<T>())}";
        return isName;
    }

    private string? Find(string key, string? clerkName, out string name)
    {
        name = $"Authentication:Schemes:{scheme}:{key}";
        if (section[key] is { Length: > 0 } text) return text;
        if (clerkName is null || clerkNames?[clerkName] is not { Length: > 0 } clerkText) return null;
        name = clerkName;
        return clerkText;
    }
}
