using Identity.Testing;

namespace Identity.WebFront.Tests.ForwardAuth;

/// <summary>The configurations that are shipped, with a test's addresses in place of theirs.</summary>
internal static class Deploy
{
    /// <summary>The file with other addresses; each of them must be in it.</summary>
    public static string With(this string text, Uri front, Uri application) =>
        text.Replaced("127.0.0.1:5080", front.Authority).Replaced("127.0.0.1:3000", application.Authority);

    public static string Replaced(this string text, string what, string with)
    {
        Assert.Contains(what, text, StringComparison.Ordinal);
        return text.Replace(what, with, StringComparison.Ordinal);
    }
}
