using System.Collections.Concurrent;
using System.Security.Cryptography;
using Identity.WebFront.ForwardAuth.Assertions;

namespace Identity.WebFront.Tests.ForwardAuth.Assertions;

public class AssertionKeyTests
{
    [Fact]
    public void Sign_ManyAtOnce_EverySignatureIsTheKeys()
    {
        var key = AssertionKey.Create(DateTimeOffset.UnixEpoch);
        using var verifier = ECDsa.Create();
        verifier.ImportFromPem(key.ExportPem(null));
        var signatures = new ConcurrentBag<(byte[] Data, byte[] Signature)>();
        Parallel.For(0, 200, i =>
        {
            var data = BitConverter.GetBytes(i);
            signatures.Add((data, key.Sign(data)));
        });

        Assert.Equal(200, signatures.Count);
        Assert.All(
            signatures,
            one => Assert.True(verifier.VerifyData(one.Data, one.Signature, HashAlgorithmName.SHA256)));
    }
}
