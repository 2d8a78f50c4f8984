using Identity.Silo.Orleans;
using Identity.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Identity.Silo.Tests.Orleans;

public class ClusterSettingsTests
{
    [Fact]
    public void Validate_Defaults_AreGood() => Assert.Empty(Failures());

    [Fact]
    public void Validate_Sqlite_SaysWhatToSet()
    {
        var failure = Assert.Single(Failures(StorageProvider.Sqlite));
        Assert.Contains("Storage:Provider to PostgreSql", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Mode", "Sidecar", "Cluster:Mode")]
    [InlineData("ClusterId", "", "Cluster:ClusterId must have 1 to 150 characters.")]
    [InlineData("ServiceId", "", "Cluster:ServiceId must have 1 to 150 characters.")]
    [InlineData("SiloPort", "0", "Cluster:SiloPort must be 1 to 65535.")]
    [InlineData("SiloPort", "eleven", "Cluster:SiloPort")]
    [InlineData("GatewayPort", "65536", "Cluster:GatewayPort must be 1 to 65535.")]
    [InlineData("GatewayPort", "11111", "Cluster:SiloPort and Cluster:GatewayPort must differ.")]
    [InlineData("AdvertisedAddress", "my-host", "Cluster:AdvertisedAddress must be an IP address")]
    [InlineData("CollectionAge", "00:01:00", "Cluster:CollectionAge must be 00:02:00 to 365.00:00:00.")]
    [InlineData("MaxStaleness", "00:00:01", "Cluster:MaxStaleness must be 00:00:02 to 00:10:00.")]
    [InlineData("LeaveAfter", "00:00:04", "Cluster:LeaveAfter must be 00:00:05 to 01:00:00.")]
    [InlineData("DrainDelay", "00:06:00", "Cluster:DrainDelay must be 00:00:00 to 00:05:00.")]
    public void Validate_Bad_NamesTheSetting(string name, string value, string expected)
    {
        var failure = Assert.Single(Failures(StorageProvider.PostgreSql, (name, value)));
        Assert.Contains(expected, failure, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure);
    }

    private static List<string> Failures(
        StorageProvider provider = StorageProvider.PostgreSql, params (string Name, string Value)[] values)
    {
        var settings = new ClusterSettings();
        settings.Read(new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(v => new KeyValuePair<string, string?>($"Cluster:{v.Name}", v.Value)))
            .Build());
        var storage = Options.Create(new StorageOptions { Provider = provider });
        return [.. new ClusterSettingsValidator(storage).Validate(null, settings).Failures ?? []];
    }
}
