using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Identity.Storage.Tests;

public sealed class StorageOptionsValidatorTests
{
    public static TheoryData<StorageProvider, string> Good => new()
    {
        { StorageProvider.Sqlite, "Data Source=data/identity.db" },
        { StorageProvider.PostgreSql, "Host=db;Database=identity;Password=hush" },
    };

    public static TheoryData<StorageProvider, string> Bad => new()
    {
        { StorageProvider.Sqlite, "" },
        { StorageProvider.Sqlite, "Data Source=:memory:" },
        { StorageProvider.Sqlite, "Data Source=x;Mode=Memory" },
        { StorageProvider.Sqlite, "Data Source=file:x" },
        { StorageProvider.Sqlite, "Host=db;Password=hush" },
        { StorageProvider.PostgreSql, "" },
        { StorageProvider.PostgreSql, "Data Source=data/identity.db;Pwd=hush" },
        { StorageProvider.PostgreSql, "Password=hush" },
        { (StorageProvider)7, "Password=hush" },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void Validate_Good_Succeeds(StorageProvider provider, string connectionString) =>
        Assert.Equal(connectionString, Resolve(provider, connectionString).Value.ConnectionString);

    [Theory]
    [MemberData(nameof(Bad))]
    public void Validate_Bad_FailsWithoutQuotingIt(StorageProvider provider, string connectionString)
    {
        var options = Resolve(provider, connectionString);

        var exception = Assert.Throws<OptionsValidationException>(() => options.Value);

        Assert.DoesNotContain("hush", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_EachNumberOutOfRange_IsNamed()
    {
        var options = Resolve(StorageProvider.Sqlite, "Data Source=x", o =>
        {
            o.ServiceId = new string('x', 151);
            o.MaxQueuedCommands = 0;
            o.CommandTimeout = TimeSpan.FromMilliseconds(999);
        });

        var exception = Assert.Throws<OptionsValidationException>(() => options.Value);

        Assert.Equal(3, exception.Failures.Count());
    }

    private static IOptions<StorageOptions> Resolve(
        StorageProvider provider, string connectionString, Action<StorageOptions>? configure = null)
    {
        var services = new ServiceCollection().AddIdentityStorage(options =>
        {
            (options.Provider, options.ConnectionString) = (provider, connectionString);
            configure?.Invoke(options);
        });
        return services.BuildServiceProvider().GetRequiredService<IOptions<StorageOptions>>();
    }
}
