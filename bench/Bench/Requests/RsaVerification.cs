using System.Diagnostics;
using System.Security.Cryptography;

namespace Identity.Bench.Requests;

/// <summary>What the verification of an RS256 signature costs at least: the operation alone.</summary>
internal static class RsaVerification
{
    private const int Times = 5_000;

    /// <summary>
    /// Processor time of one, in microseconds; the least of some tries, as nothing makes it faster than it is.
    /// </summary>
    public static double Microseconds()
    {
        using var rsa = RSA.Create(2048);
        var data = RandomNumberGenerator.GetBytes(500);
        var signature = rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return Enumerable.Range(0, 5).Min(_ =>
        {
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < Times; i++)
                rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            return watch.Elapsed.TotalMicroseconds / Times;
        });
    }
}
