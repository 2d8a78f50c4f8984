using Identity.Testing;

[assembly: AssemblyFixture(typeof(Identity.WebFront.Tests.FrontFixture))]

namespace Identity.WebFront.Tests;

/// <summary>One running front that tests share; each uses users of its own.</summary>
public sealed class FrontFixture : IAsyncLifetime
{
    private readonly FrontSettings _settings = new FrontSettings()
        .With("Authentication__Schemes__Clerk__AuthorizedParties__0", "https://app.northwind.example")
        .With("Logging__LogLevel__Default", "Trace")
        .With("Logging__LogLevel__Microsoft.AspNetCore", "Trace");

    private int _users;

    public FrontProcess Front { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Front = await FrontProcess.StartAsync(_settings);

    /// <summary>An id that no other test uses.</summary>
    public string NewUser() => $"user_t{Interlocked.Increment(ref _users)}";

    public async ValueTask DisposeAsync()
    {
        await Front.DisposeAsync();
        _settings.Dispose();
    }
}
