namespace Identity.Testing;

/// <summary>The checkout that the tests were built from.</summary>
public static class Checkout
{
    /// <summary>Its folder.</summary>
    public static string Root { get; } = Find();

    /// <summary>The path of something in it.</summary>
    public static string Combine(params ReadOnlySpan<string> path) => Path.Combine([Root, .. path]);

    /// <summary>A file's text.</summary>
    public static string Read(params ReadOnlySpan<string> path) => File.ReadAllText(Combine(path));

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Cluster.sln")))
        {
            folder = Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("This runs outside the checkout.");
        }

        return folder;
    }
}
