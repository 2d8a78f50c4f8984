using System.Buffers.Text;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Identity.Clerk.Tokens;
using Identity.Testing;

namespace Identity.Clerk.Tests.Tokens;

/// <summary>Tokens that are damaged, spelled differently, too large, or signed by nobody.</summary>
public sealed class FormAttackTests
{
    private readonly Verifying _verifying = new();

    [Fact]
    public void Verify_SignatureDamaged_IsRefused()
    {
        var token = Forge.Token();
        var dot = token.LastIndexOf('.');
        var (signed, signature) = (token[..dot], Base64Url.DecodeFromChars(token.AsSpan(dot + 1)));
        var other = Forge.Token(Forge.Payload(claims => claims["sid"] = "sess_other"));
        byte[][] signatures =
        [
            new byte[256], [.. Enumerable.Repeat((byte)0xff, 256)], [1], PlusModulus(signature),
            signature[..^1], [.. signature, 0], [0, .. signature], signature[..^4], signature[1..],
            [.. signature, .. signature], Base64Url.DecodeFromChars(other.AsSpan(other.LastIndexOf('.') + 1)),
            Base64Url.DecodeFromChars(Forge.Signature(signed, Forge.OtherRsa)),
        ];
        foreach (var damaged in signatures)
        {
            Assert.Same(TokenRejection.InvalidSignature,
                _verifying.Reject($"{signed}.{Base64Url.EncodeToString(damaged)}"));
        }

        _verifying.RejectUnasked(signed);
        _verifying.RejectUnasked(signed + ".");
        _verifying.Reject(token[..^4]);
    }

    [Fact]
    public void Verify_AnyBitChanged_IsRefused()
    {
        var token = Forge.Token();
        for (var i = 0; i < token.Length; i++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var changed = token.ToCharArray();
                changed[i] = (char)(changed[i] ^ (1 << bit));
                _verifying.Reject(new string(changed));
            }
        }
    }

    [Fact]
    public void Verify_OtherSpelling_IsRefusedUnasked()
    {
        var token = Forge.Token();
        var parts = token.Split('.');
        for (var i = 0; i < parts.Length; i++)
        {
            var part = parts[i];
            string[] spellings =
            [
                part + "=", part + "==", part + " ", part + "\n", " " + part, part.Insert(4, "\r\n"), part + "\0",
                part + "é", part.Insert(5, "\t"), part + "A", part + "?", part + "%3D",
            ];
            foreach (var spelling in spellings)
            {
                if (spelling.Length % 4 != 1 && spelling == part + "A") continue;
                var changed = string.Join('.', [.. parts[..i], spelling, .. parts[(i + 1)..]]);
                if (spelling == part + "A") _verifying.Reject(changed);
                else Assert.Same(TokenRejection.Malformed, _verifying.RejectUnasked(changed));
            }
        }
    }

    [Fact]
    public void Verify_StandardAlphabet_IsRefused()
    {
        // Many payloads, so that each part has letters in which the two alphabets differ.
        for (var i = 0; i < 20; i++)
        {
            var token = Forge.Token(Forge.Payload(claims => claims["x"] = $"{i}???>>>~~~"));
            Assert.Contains(token, letter => letter is '-' or '_');
            Assert.Same(TokenRejection.Malformed, _verifying.RejectUnasked(token.Replace('-', '+').Replace('_', '/')));
        }
    }

    [Fact]
    public void Verify_UnusedBitsSet_IsRefusedUnasked()
    {
        // 256 bytes leave four bits of the last letter unused: fifteen other spellings of the same signature.
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var token = Forge.Token();
        var last = Alphabet.IndexOf(token[^1], StringComparison.Ordinal);
        for (var bits = 1; bits < 16; bits++)
            Assert.Same(TokenRejection.Malformed, _verifying.RejectUnasked(token[..^1] + Alphabet[last | bits]));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("...")]
    [InlineData("a")]
    [InlineData("a.b")]
    [InlineData("{0}.")]
    [InlineData(".{0}")]
    [InlineData("{0}.e30")]
    [InlineData("{0}.e30.e30")]
    [InlineData("Bearer {0}")]
    [InlineData("{0},{0}")]
    [InlineData("\"{0}\"")]
    public void Verify_OtherNumberOfParts_IsRefusedUnasked(string format) =>
        Assert.Same(TokenRejection.Malformed, _verifying.RejectUnasked(string.Format(null, format, Forge.Token())));

    [Fact]
    public void Verify_JsonSerialization_IsRefusedUnasked()
    {
        var parts = Forge.Token().Split('.');
        _verifying.RejectUnasked(
            $$"""{"payload":"{{parts[1]}}","protected":"{{parts[0]}}","signature":"{{parts[2]}}"}""");
        _verifying.RejectUnasked(
            $$"""{"payload":"{{parts[1]}}","signatures":[{"protected":"{{parts[0]}}","signature":"{{parts[2]}}"}]}""");
    }

    [Fact]
    public void Verify_EmptyPayload_IsRefused() =>
        Assert.Same(TokenRejection.InvalidPayload,
            _verifying.Reject(Forge.Token([], Encoding.ASCII.GetBytes(Forge.Header))));

    [Fact]
    public void Verify_AtTheLimitOfLength_IsTheLastToPass()
    {
        string Padded(int length)
        {
            var fill = 0;
            while (true)
            {
                var token = Forge.Token(Forge.Payload(claims => claims["x"] = new string('x', fill)));
                if (token.Length >= length) return token;
                fill += Math.Max(1, (length - token.Length) * 3 / 4);
            }
        }

        var longest = Padded(8189);
        Assert.InRange(longest.Length, 8189, 8192);
        _verifying.Accept(longest);
        Assert.Same(TokenRejection.TooLong, _verifying.RejectUnasked(Padded(8193)));
    }

    [Theory]
    [InlineData(8_193)]
    [InlineData(100_000)]
    [InlineData(10_000_000)]
    public void Verify_Huge_IsRefusedUnasked(int length)
    {
        Assert.Same(TokenRejection.TooLong, _verifying.RejectUnasked(new string('a', length)));
        Assert.Same(TokenRejection.TooLong, _verifying.RejectUnasked($"{Forge.Token()}.{new string('a', length)}"));
    }

    [Fact]
    public void Verify_HugeHeader_IsRefusedUnasked()
    {
        var header = Forge.Header[..^1] + $",\"x\":\"{new string('x', 2000)}\"}}";
        Assert.Same(TokenRejection.InvalidHeader, _verifying.RejectUnasked(Forge.Token(header: header)));
    }

    [Fact]
    public void Verify_DeepNesting_IsRefused()
    {
        _verifying.RejectUnasked(Forge.Token(header: new string('[', 700)));
        Assert.Same(TokenRejection.InvalidPayload, _verifying.Reject(Forge.Token(new string('[', 5000))));
        var open = string.Concat(Enumerable.Repeat("{\"a\":", 900));
        Assert.Same(TokenRejection.InvalidPayload, _verifying.Reject(Forge.Token(Forge.PayloadWith("x", open))));
    }

    [Fact]
    public void Verify_RandomText_NeverThrows()
    {
        var random = new Random(TestSeed.Next(TestContext.Current.TestOutputHelper!.WriteLine));
        var token = Forge.Token();
        for (var i = 0; i < 50_000; i++)
        {
            var text = token.ToCharArray();
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                text[random.Next(text.Length)] =
                    random.Next(3) == 0 ? (char)random.Next(65536) : "._-AQZaz09="[random.Next(11)];
            }

            var length = random.Next(4) == 0 ? random.Next(text.Length) : text.Length;
            var changed = new string(text, 0, length);
            if (changed != token) _verifying.Reject(changed);
        }
    }

    // s + n: the same signature to arithmetic that doesn't check that s is less than n.
    private static byte[] PlusModulus(byte[] signature)
    {
        var modulus = new BigInteger(Forge.Rsa.ExportParameters(false).Modulus, isUnsigned: true, isBigEndian: true);
        var sum = new BigInteger(signature, isUnsigned: true, isBigEndian: true) + modulus;
        return sum.ToByteArray(isUnsigned: true, isBigEndian: true);
    }
}
