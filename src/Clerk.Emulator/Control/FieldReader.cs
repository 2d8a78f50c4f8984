using System.Text.Json;
using System.Text.RegularExpressions;
using Identity.Clerk.Emulator.Instances;

namespace Identity.Clerk.Emulator.Control;

/// <summary>Takes members out of a JSON object and remembers the first one that is not acceptable.</summary>
internal sealed class FieldReader(JsonElement body)
{
    private readonly HashSet<string> _known = [];

    private Rejection? _fault;

    public Field<string?> Text(string name, Regex? pattern = null, int longest = Limits.Text) =>
        Find(name, out var value) ? Text(name, value, pattern, longest) : default;

    /// <summary>A list of at most one text; an empty list is none.</summary>
    /// <inheritdoc cref="Text(string, Regex?, int)"/>
    public Field<string?> Single(string name, Regex pattern, int longest = Limits.Text)
    {
        if (!Find(name, out var value))
            return default;
        if (value.ValueKind == JsonValueKind.Null)
            return new Field<string?>(true, null);
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > 1)
            return Refuse<string?>($"{name} must be a list, here of one text at most.");
        return value.GetArrayLength() == 0
            ? new Field<string?>(true, null)
            : Text(name, value[0], pattern, longest);
    }

    /// <summary>Members that mean nothing here.</summary>
    public void Ignore(params ReadOnlySpan<string> names)
    {
        foreach (var name in names) _known.Add(name);
    }

    public Field<JsonElement> Metadata(string name)
    {
        if (!Find(name, out var value))
            return default;
        if (value.ValueKind != JsonValueKind.Object)
            return Refuse<JsonElement>($"{name} must be an object.");
        return value.GetRawText().Length <= Limits.Metadata
            ? new Field<JsonElement>(true, value)
            : Refuse<JsonElement>($"{name} must not be longer than {Limits.Metadata} characters.");
    }

    public Field<bool> Flag(string name)
    {
        if (!Find(name, out var value))
            return default;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? new Field<bool>(true, value.GetBoolean())
            : Refuse<bool>($"{name} must be true or false.");
    }

    /// <param name="name">Of the member.</param>
    /// <param name="least">The smallest number that is allowed.</param>
    /// <param name="most">The largest.</param>
    /// <param name="all">What the word <c>all</c> stands for, if it may stand there.</param>
    public Field<int?> Number(string name, int least, int most, int? all = null)
    {
        if (!Find(name, out var value))
            return default;
        if (value.ValueKind == JsonValueKind.Null)
            return new Field<int?>(true, null);
        if (all is not null && value.ValueKind == JsonValueKind.String && value.ValueEquals("all"u8))
            return new Field<int?>(true, all);
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            && number >= least && number <= most
                ? new Field<int?>(true, number)
                : Refuse<int?>($"{name} must be a whole number from {least} to {most}.");
    }

    /// <param name="name">Of the member.</param>
    /// <param name="most">How many texts there may be.</param>
    public Field<IReadOnlyList<string>> Texts(string name, int most)
    {
        if (!Find(name, out var value))
            return default;
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > most)
            return Refuse<IReadOnlyList<string>>($"{name} must be a list of at most {most} texts.");

        var texts = new List<string>();
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String || item.GetString()! is not { Length: <= Limits.Text } text)
                return Refuse<IReadOnlyList<string>>($"{name} must have texts of at most {Limits.Text} characters.");
            texts.Add(text);
        }

        return new Field<IReadOnlyList<string>>(true, texts);
    }

    /// <summary>
    /// A member that must be there and have a value; empty when it isn't, and then the reader has a fault.
    /// </summary>
    public string Required(string name, Regex? pattern = null, int longest = Limits.Text)
    {
        var field = Text(name, pattern, longest);
        if (field.Value is { } value)
            return value;

        Refuse<string>($"{name} is missing.");
        return "";
    }

    /// <summary>
    /// What is wrong with the object, unknown members included: a misspelt name must not go unnoticed.
    /// </summary>
    public Rejection? Fault()
    {
        foreach (var member in body.EnumerateObject())
        {
            if (!_known.Contains(member.Name))
                Refuse<string>($"There is a member that is not known here. Known are: {string.Join(", ", _known)}.");
        }

        return _fault;
    }

    public Field<T> Refuse<T>(string detail)
    {
        _fault ??= Rejection.Invalid(detail);
        return default;
    }

    private Field<string?> Text(string name, JsonElement value, Regex? pattern, int longest)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return new Field<string?>(true, null);
        if (value.ValueKind != JsonValueKind.String)
            return Refuse<string?>($"{name} must be text.");

        var text = value.GetString()!.Trim();
        if (text.Length > longest)
            return Refuse<string?>($"{name} must not be longer than {longest} characters.");
        if (text.Contains('\0'))
            return Refuse<string?>($"{name} must not contain the character 0.");
        // An emptied field of a form means none.
        if (text.Length == 0)
            return new Field<string?>(true, null);
        return pattern is null || pattern.IsMatch(text)
            ? new Field<string?>(true, text)
            : Refuse<string?>($"{name} does not have the right form.");
    }

    private bool Find(string name, out JsonElement value)
    {
        _known.Add(name);
        return body.TryGetProperty(name, out value);
    }
}
