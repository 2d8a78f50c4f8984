using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Identity.Clerk.Webhooks;
using Identity.Testing;

namespace Identity.Micro.Webhooks;

/// <summary>The check of a webhook's signature.</summary>
public class WebhookBenchmarks
{
    private const long Start = 1_790_845_200_000;

    private readonly byte[] _key = new byte[24];
    private byte[] _body = [];
    private WebhookHeaders _headers;
    private WebhookSignatureVerifier _verifier = null!;

    [GlobalSetup]
    public void SetUp()
    {
        var signer = new SvixSigner();
        _body = ClerkEventJson.Envelope("user.updated", ClerkEventJson.User("user_1", Start), Start + 5);
        using var request = signer.Request(
            new Uri("http://localhost"), "msg_1", _body, TimeProvider.System.GetUtcNow());
        _headers = WebhookHeaders.Read(name => request.Headers.GetValues(name).Single());
        if (!WebhookSigningSecret.TryParse(signer.Secret, out var secret, out var error))
            throw new InvalidOperationException(error);

        // It outlives the five minutes that a webhook is taken for new.
        _verifier = new WebhookSignatureVerifier([secret], TimeProvider.System, TimeSpan.FromHours(1));
    }

    [Benchmark(Baseline = true, Description = "HMAC-SHA256 alone")]
    public byte[] Hmac() => HMACSHA256.HashData(_key, _body);

    [Benchmark(Description = "this project, headers and signature")]
    public WebhookRejection Verify() => _verifier.Verify(_headers, _body);
}
