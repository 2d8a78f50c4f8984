using System.Text.Json;
using System.Text.RegularExpressions;
using Identity.Clerk.Emulator.Instances;

namespace Identity.Clerk.Emulator.Control;

/// <summary>Takes members out of a JSON object and remembers the first one that is not acceptable.</summary>
internal sealed class FieldReader(JsonElement body)
{
    private readonly HashSet<string> _known = [];

    private Rejection? _fault;

    public Field<string?> Text(string name, Regex? pattern = null, int longest = Limits.Text)
    {
        if (!Find(name, out var value))
            return default;
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

    /// <summary>
    /// A member that must be there and have a value; empty when it isn't, and then the reader has a fault.
    /// </summary>
    public string Required(string name)
    {
        var field = Text(name);
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

    private bool Find(string name, out JsonElement value)
    {
        _known.Add(name);
        return body.TryGetProperty(name, out value);
    }

    private Field<T> Refuse<T>(string detail)
    {
        _fault ??= Rejection.Invalid(detail);
        return default;
    }
}
