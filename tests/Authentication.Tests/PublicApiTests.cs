using Identity.Authentication.Tests.Hosting;

namespace Identity.Authentication.Tests;

/// <summary>What other projects may build on changes only on purpose.</summary>
public sealed class PublicApiTests
{
    private const string Approved = "PublicAPI.Shipped.txt";

    [Fact]
    public void Surface_OfTheAssembly_IsTheApprovedOne()
    {
        var actual = PublicSurface.Of(typeof(ClerkOptions).Assembly);
        var approved = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, Approved));

        // To approve a change, put what this shows into src/Authentication/PublicAPI.Shipped.txt.
        foreach (var line in actual.Except(approved)) TestContext.Current.TestOutputHelper?.WriteLine($"+ {line}");
        foreach (var line in approved.Except(actual)) TestContext.Current.TestOutputHelper?.WriteLine($"- {line}");
        Assert.Equal(approved, actual);
    }
}
