using Identity.Testing;

namespace Identity.WebFront.Tests.Hosting;

/// <summary>What can't be safe doesn't start, and says in one line what to do.</summary>
public class RefusalTests
{
    [Theory]
    [InlineData("CLERK_WEBHOOK_SIGNING_SECRET", "", "CLERK_WEBHOOK_SIGNING_SECRET")]
    [InlineData("CLERK_WEBHOOK_SIGNING_SECRET", "whsec_!!!", "CLERK_WEBHOOK_SIGNING_SECRET")]
    [InlineData("CLERK_JWT_KEY", "", "CLERK_")]
    [InlineData("CLERK_JWT_KEY", "not a key", "CLERK_JWT_KEY")]
    [InlineData("Authentication__Schemes__Clerk__Issuer", "", "Issuer")]
    [InlineData("Clerk__InstanceId", "nonsense", "Clerk:InstanceId")]
    [InlineData("Clerk__ForwardWrites", "perhaps", "Clerk:ForwardWrites must be true or false")]
    [InlineData("Clerk__ForwardWrites", "true", "Clerk:ForwardWrites wants CLERK_SECRET_KEY")]
    [InlineData("Storage__Provider", "Oracle", "Storage:Provider")]
    [InlineData("Storage__UserIndexMegabytes", "-1", "Storage:UserIndexMegabytes")]
    [InlineData("Storage__UserIndexMegabytes", "plenty", "Storage:UserIndexMegabytes")]
    [InlineData("ForwardAuth__TrustedNetworks__0", "10.0.0.1/8", "ForwardAuth:TrustedNetworks:0")]
    [InlineData("ForwardAuth__AssertionLifetime", "00:02:00", "ForwardAuth:AssertionLifetime")]
    [InlineData("ForwardAuth__AssertionLifetime", "00:00:10.5", "ForwardAuth:AssertionLifetime")]
    [InlineData("ForwardAuth__KeyRotation", "00:10:00", "ForwardAuth:KeyRotation")]
    [InlineData("ForwardAuth__SigningKeys__0", "/nowhere/key.pem", "ForwardAuth:SigningKeys:0")]
    [InlineData("ForwardAuth__SigningKeys", "/etc/hostname", "ForwardAuth:SigningKeys:0")]
    public async Task Start_SettingMissingOrMalformed_IsRefusedByName(string name, string value, string named)
    {
        using var settings = new FrontSettings().With(name, value);
        var (exitCode, output) = await FrontProcess.RefuseAsync(settings);
        Assert.Equal(1, exitCode);
        Assert.Contains(named, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        if (value.Length > 0) Assert.DoesNotContain(value, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_SeveralSettingsWrong_AllAreNamedInOneLine()
    {
        using var settings = new FrontSettings()
            .With("CLERK_WEBHOOK_SIGNING_SECRET", "")
            .With("Storage__UserIndexMegabytes", "-1");
        var (exitCode, output) = await FrontProcess.RefuseAsync(settings);
        Assert.Equal(1, exitCode);
        Assert.Contains("CLERK_WEBHOOK_SIGNING_SECRET", output, StringComparison.Ordinal);
        Assert.Contains("Storage:UserIndexMegabytes", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_SecondProcessOnTheFile_IsRefusedWithAWayOut()
    {
        Assert.SkipWhen(TestEngine.IsOrleans, TestEngine.EmbeddedOnly);
        using var settings = new FrontSettings();
        await SecondIsRefusedAsync(settings);
    }

    [Fact]
    public async Task Start_SecondProcessOnTheServersDatabase_IsRefusedWithAWayOut()
    {
        Assert.SkipWhen(TestEngine.IsOrleans, TestEngine.EmbeddedOnly);
        Assert.SkipWhen(PostgresDatabase.Obstacle is not null && PostgresDatabase.MayBeMissing, PostgresDatabase.Obstacle ?? "");
        await using var database = await PostgresDatabase.CreateAsync();
        using var settings = new FrontSettings()
            .With("Storage__Provider", "PostgreSql")
            .With("ConnectionStrings__Identity", database.ConnectionString);
        await SecondIsRefusedAsync(settings);
    }

    [Fact]
    public async Task Start_AddressTaken_IsRefusedWithAWayOut()
    {
        using var settings = new FrontSettings();
        await using var first = await FrontProcess.StartAsync(settings);
        using var same = new FrontSettings { Url = first.Http.BaseAddress! };
        var (exitCode, output) = await FrontProcess.RefuseAsync(same);
        Assert.Equal(1, exitCode);
        Assert.Contains("address already in use. Stop whoever listens there, or set Urls", output, StringComparison.Ordinal);
    }

    private static async Task SecondIsRefusedAsync(FrontSettings settings)
    {
        await using var first = await FrontProcess.StartAsync(settings);
        var (exitCode, output) = await FrontProcess.RefuseAsync(settings);
        Assert.Equal(1, exitCode);
        Assert.Contains("Another process already uses", output, StringComparison.Ordinal);
        Assert.Contains("GrainEngine=Orleans", output, StringComparison.Ordinal);

        using var alive = await first.Http.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        Assert.True(alive.IsSuccessStatusCode);
    }
}
