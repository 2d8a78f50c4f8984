namespace Identity.WebFront.Tests.ForwardAuth;

/// <summary>The configurations that are shipped, with a test's addresses in place of theirs.</summary>
internal static class Deploy
{
    private static readonly string Root = FindRoot();

    /// <summary>A file of the checkout.</summary>
    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    /// <summary>The file with other addresses; each of them must be in it.</summary>
    public static string With(this string text, Uri front, Uri application) =>
        text.Replaced("127.0.0.1:5080", front.Authority).Replaced("127.0.0.1:3000", application.Authority);

    public static string Replaced(this string text, string what, string with)
    {
        Assert.Contains(what, text, StringComparison.Ordinal);
        return text.Replace(what, with, StringComparison.Ordinal);
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Cluster.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("This runs outside the checkout.");
        return folder;
    }
}
