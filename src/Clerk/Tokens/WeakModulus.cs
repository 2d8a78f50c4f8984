namespace Identity.Clerk.Tokens;

/// <summary>Recognises public keys whose primes can be found.</summary>
internal static class WeakModulus
{
    private const int Generator = 65537;

    // The first odd primes, as in the authors' own detector.
    private static readonly int[] Primes =
    [
        3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109,
        113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
    ];

    /// <summary>
    /// True for keys of Infineon's library (ROCA, CVE-2017-15361): their primes are powers of 65537 modulo each small
    /// prime, and so is the modulus. A good key is so by chance once in more than 2^27.
    /// </summary>
    /// <param name="modulus">The modulus, most significant byte first.</param>
    public static bool IsRoca(ReadOnlySpan<byte> modulus)
    {
        foreach (var prime in Primes)
        {
            if (!IsPower(Remainder(modulus, prime), prime)) return false;
        }

        return true;
    }

    private static int Remainder(ReadOnlySpan<byte> number, int divisor)
    {
        var remainder = 0;
        foreach (var digit in number) remainder = ((remainder * 256) + digit) % divisor;
        return remainder;
    }

    private static bool IsPower(int value, int prime)
    {
        var power = 1;
        do
        {
            if (power == value) return true;
            power = power * (Generator % prime) % prime;
        }
        while (power != 1);
        return false;
    }
}
