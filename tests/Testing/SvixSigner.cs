using System.Security.Cryptography;
using System.Text;

namespace Identity.Testing;

/// <summary>Signs webhooks as Svix does, independently of the code that verifies them.</summary>
public sealed class SvixSigner
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(24);

    public string Secret => "whsec_" + Convert.ToBase64String(_key);

    public HttpRequestMessage Request(Uri url, string id, byte[] body, DateTimeOffset sentAt)
    {
        var timestamp = sentAt.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("svix-id", id);
        request.Headers.Add("svix-timestamp", timestamp);
        request.Headers.Add("svix-signature", "v1," + Convert.ToBase64String(HMACSHA256.HashData(_key, signed)));
        return request;
    }
}
