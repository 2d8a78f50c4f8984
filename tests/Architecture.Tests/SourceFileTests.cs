namespace Identity.Architecture.Tests;

/// <summary>Files stay small enough to be read.</summary>
public class SourceFileTests
{
    private const int MostLines = 400;

    [Fact]
    public void SourceFiles_AreNoLongerThanAFewScreens()
    {
        var tooLong = Sources().Where(f => File.ReadLines(f.FullName).Count() > MostLines).Select(f => f.Name);
        Assert.Empty(tooLong);
    }

    [Fact]
    public void SourceFiles_AreMostlyOneScreen()
    {
        var lengths = Repository.Root.EnumerateDirectories("src").SelectMany(CSharp)
            .Select(f => File.ReadLines(f.FullName).Count()).Order().ToArray();
        Assert.InRange(lengths[lengths.Length / 2], 1, 60);
    }

    private static IEnumerable<FileInfo> Sources() =>
        new[] { "src", "tests", "bench", "samples" }.SelectMany(f => Repository.Root.EnumerateDirectories(f)).SelectMany(CSharp);

    private static IEnumerable<FileInfo> CSharp(DirectoryInfo folder) =>
        folder.EnumerateFiles("*.cs", SearchOption.AllDirectories).Where(f =>
            !f.FullName.Contains("/obj/", StringComparison.Ordinal) && !f.FullName.Contains("/bin/", StringComparison.Ordinal));
}
