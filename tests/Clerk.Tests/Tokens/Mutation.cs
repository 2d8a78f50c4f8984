using System.Buffers.Text;
using System.Text;

namespace Identity.Clerk.Tests.Tokens;

/// <summary>Changes genuine tokens in the ways in which attackers, proxies and mistakes do.</summary>
internal sealed class Mutation(Random random)
{
    private const string Letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \"\\{}[]:,\t\n\0\u00e9\u0130\ud800";

    private static readonly string[] Samples =
    [
        "v2 with organization", "v2 without organization", "v2 pending", "v2 impersonation", "v1 with organization",
        "v1 without organization",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1e400", "1.5", "9007199254740993", "99999999999999999999", "\"\"", "\"x\"",
        "\"\\u0000\"", "\"\\ud800\"", "[]", "{}", "[[[[1]]]]", "{\"sub\":\"a\",\"sub\":\"b\"}", "[1,2]", "[-1,0]", "2",
        "1790845272", "\"RS256\"", "\"none\"", "\"JWT\"", "\"user_other\"", "\"https://clerk.northwind.example\"",
        "NaN", "\"\ufeff\"", "\"active\"", "\"o:a,u:b,:,o\"", "\"1,2,3\"", "/**/1", "",
    ];

    private static readonly string[] Names =
    [
        "alg", "typ", "kid", "cat", "crit", "b64", "jwk", "zip", "oiat", "sub", "sid", "iss", "azp", "exp", "iat", "nbf",
        "v", "sts", "fva", "act", "o", "fea", "pla", "org_id", "org_permissions", "s\\u0075b", "e\\u0078p", "\\ud800",
    ];

    // Genuine, so that pieces of one may be put into another.
    private readonly string[] _genuine = [.. Samples.Select(sample => Forge.Token(Forge.Payload(null, sample)))];

    /// <summary>The tokens that everything is made of. They are accepted.</summary>
    public IReadOnlyCollection<string> Genuine => _genuine;

    /// <summary>A text that nobody signed; now and then one that is genuine after all.</summary>
    public string Unsigned()
    {
        var token = Pick(_genuine);
        for (var changes = random.Next(1, 4); changes > 0; changes--) token = Change(token);
        return token;
    }

    /// <summary>A token that is well signed over a changed header or payload.</summary>
    public string Signed()
    {
        var (header, payload) = (Forge.Header, Forge.Payload(null, Pick(Samples)));
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            if (random.Next(4) == 0) header = ChangeJson(header);
            else payload = ChangeJson(payload);
        }

        return Forge.Token(Bytes(payload), Bytes(header));
    }

    private string Change(string token)
    {
        var at = random.Next(token.Length + 1);
        switch (random.Next(10))
        {
            case 0: return token.Insert(at, Pick(Letters).ToString());
            case 1 when token.Length > 0: return token.Remove(Math.Min(at, token.Length - 1), 1);
            case 2: return token[..at];
            case 3: return token[at..];
            case 4: return token[..at] + (char)random.Next(65536) + token[at..];
            case 5: return Splice(token);
            case 6: return InsideOfAPart(token);
            case 7: return token.Insert(at, new string(Pick(Letters), random.Next(1, 9000)));
            default:
                if (at == token.Length) return token + token;
                return token[..at] + Pick(Letters) + token[(at + 1)..];
        }
    }

    private string Splice(string token)
    {
        var parts = token.Split('.');
        parts[random.Next(parts.Length)] = Pick(Pick(_genuine).Split('.'));
        return string.Join('.', parts);
    }

    // The part's JSON or signature is changed and encoded as it should be.
    private string InsideOfAPart(string token)
    {
        var parts = token.Split('.');
        var i = random.Next(parts.Length);
        try
        {
            var bytes = Base64Url.DecodeFromChars(parts[i]);
            if (random.Next(2) == 0) bytes = Bytes(ChangeJson(Encoding.UTF8.GetString(bytes)));
            else if (bytes.Length > 0) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            parts[i] = Base64Url.EncodeToString(bytes);
        }
        catch (FormatException)
        {
            parts[i] += "=";
        }

        return string.Join('.', parts);
    }

    private string ChangeJson(string json)
    {
        var (name, value) = (Pick(Names), Pick(Values));
        var at = random.Next(json.Length + 1);
        switch (random.Next(8))
        {
            case 0: return json.Insert(Math.Min(1, json.Length), $"\"{name}\":{value},");
            case 1: return json.Length > 0 ? $"{json[..^1]},\"{name}\":{value}}}" : json;
            case 2: return json.Insert(at, Pick(Letters).ToString());
            case 3: return at < json.Length ? json.Remove(at, 1) : json + json;
            case 4: return json[..at];
            default: return ReplaceValue(json, name, value);
        }
    }

    private static string ReplaceValue(string json, string name, string value)
    {
        var start = json.IndexOf($"\"{name}\":", StringComparison.Ordinal);
        if (start < 0) return json;
        start += name.Length + 3;
        var end = json.IndexOfAny([',', '}'], start);
        return end < 0 ? json : json[..start] + value + json[end..];
    }

    // Now and then as something that isn't UTF-8.
    private byte[] Bytes(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        if (bytes.Length > 0 && random.Next(20) == 0) bytes[random.Next(bytes.Length)] = (byte)random.Next(128, 256);
        return bytes;
    }

    private string Pick(string[] list) => list[random.Next(list.Length)];

    private char Pick(string letters) => letters[random.Next(letters.Length)];
}
