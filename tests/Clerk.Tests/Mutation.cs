namespace Identity.Clerk.Tests;

/// <summary>Spoils JSON here and there, mostly with what means something in JSON, and sometimes breaks it off.</summary>
internal static class Mutation
{
    private const string Tokens = "{}[],:\"\\0123tfn.";

    public static Memory<byte> Of(byte[] json, Random random)
    {
        var body = (byte[])json.Clone();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var any = random.Next(4) == 0;
            body[random.Next(body.Length)] = any ? (byte)random.Next(256) : (byte)Tokens[random.Next(Tokens.Length)];
        }

        return body.AsMemory(0, random.Next(8) == 0 ? random.Next(body.Length) : body.Length);
    }
}
