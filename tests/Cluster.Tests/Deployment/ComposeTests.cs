using System.Text.Json;
using System.Text.RegularExpressions;
using Identity.Testing;

namespace Identity.Cluster.Tests.Deployment;

/// <summary>
/// docker-compose.yml and deploy/compose. That docker-compose itself takes them is shown by .ci/deployment.
/// </summary>
public sealed partial class ComposeTests
{
    private static readonly string[] Silos = ["silo1", "silo2", "silo3"];
    private static readonly string[] Fronts = ["front1", "front2"];

    [Theory]
    [MemberData(nameof(DeployedYaml.ComposeFiles), MemberType = typeof(DeployedYaml))]
    public void Environment_EveryNameOfOurPrograms_IsOneThatTheyRead(string file)
    {
        var ours = DeployedYaml.Services(file).Values.Where(IsOurs);
        var names = ours.SelectMany(Environment).Select(e => e.Name).ToArray();
        Assert.Contains("ConnectionStrings__Identity", names);
        Assert.All(names, name => Assert.True(SettingNames.AreRead(name), name));
    }

    [Theory]
    [InlineData("Cluster__AdvertizedAddress")]
    [InlineData("ConnectionStrings__Identities")]
    [InlineData("Clustering__ClusterId")]
    [InlineData("CLERK_SECRET")]
    [InlineData("ForwardAuth__AuthorizedParties__0__1")]
    public void Environment_NameThatNobodyReads_IsFound(string name) => Assert.False(SettingNames.AreRead(name));

    [Theory]
    [MemberData(nameof(DeployedYaml.ComposeFiles), MemberType = typeof(DeployedYaml))]
    public void Environment_EverySecret_IsGivenFromOutside(string file)
    {
        var secrets = DeployedYaml.Services(file).Values.SelectMany(Environment)
            .Where(e => SecretName().IsMatch(e.Name)).ToArray();
        Assert.NotEmpty(secrets);
        Assert.All(secrets, secret => Assert.Matches(@"^\$\{\w+(:-|:\?[^}]+)\}$", secret.Value));
        Assert.All(
            DeployedYaml.Services(file).Values.SelectMany(Environment).Where(e => e.Value.Contains("Password=")),
            connection => Assert.Matches(@"Password=\$\{POSTGRES_PASSWORD:\?[^}]+\}$", connection.Value));
    }

    [Fact]
    public void Cluster_HasThreeSilosTwoFrontsAndAGateway_AndAnEmulatorOnlyOnDemand()
    {
        var services = DeployedYaml.Services();
        Assert.Equal(Silos, services.Keys.Where(name => name.StartsWith("silo", StringComparison.Ordinal)));
        Assert.Equal(Fronts, services.Keys.Where(name => name.StartsWith("front", StringComparison.Ordinal)));
        Assert.Superset(
            new HashSet<string> { "postgres", "gateway", "prometheus", "grafana" }, services.Keys.ToHashSet());
        var onDemand = services.Where(s => s.Value.TryGetProperty("profiles", out _)).ToArray();
        Assert.Equal(["clerk", "emulator"], onDemand.Select(s => s.Key));
        Assert.All(onDemand, s => Assert.Equal(["emulator"], Texts(s.Value.At("profiles"))));
    }

    [Fact]
    public void Silos_TellEachOtherTheAddressTheyHave()
    {
        var services = DeployedYaml.Services();
        var addresses = Silos
            .Select(name => services[name].At("networks", "identity", "ipv4_address").GetString()).ToArray();
        Assert.Equal(3, addresses.Distinct().Count());
        Assert.Equal(addresses, Silos.Select(
            name => services[name].At("environment", "Cluster__AdvertisedAddress").GetString()));
    }

    [Fact]
    public void Fronts_TrustTheGatewayAlone()
    {
        var services = DeployedYaml.Services();
        var gateway = services["gateway"].At("networks", "identity", "ipv4_address").GetString();
        Assert.All(Fronts, name => Assert.Equal(
            gateway, services[name].At("environment", "ForwardAuth__TrustedNetworks__0").GetString()));
    }

    [Theory]
    [MemberData(nameof(DeployedYaml.ComposeFiles), MemberType = typeof(DeployedYaml))]
    public void Ports_OnlyTheGatewayIsReachedFromElsewhere(string file)
    {
        var published = DeployedYaml.Services(file)
            .Where(s => s.Value.TryGetProperty("ports", out _))
            .SelectMany(s => Texts(s.Value.At("ports")).Select(port => (s.Key, Port: port)))
            .Where(p => !p.Port.StartsWith("127.0.0.1:", StringComparison.Ordinal));

        // On one machine the gateway is in the front's network namespace, whose ports are the front's.
        Assert.Equal([(file == "docker-compose.yml" ? "gateway" : "front", "8080:8080")], published);
    }

    [Fact]
    public void Files_ThatAreMounted_Exist()
    {
        foreach (var file in DeployedYaml.ComposeFiles)
        {
            var folder = Path.GetDirectoryName(Path.Combine(Checkout.Root, file.Data))!;
            var mounted = DeployedYaml.Services(file.Data).Values
                .Where(s => s.TryGetProperty("volumes", out _)).SelectMany(s => Texts(s.At("volumes")))
                .Select(volume => volume.Split(':')[0]).Where(path => path.StartsWith('.')).ToArray();
            Assert.NotEmpty(mounted);
            Assert.All(mounted, path => Assert.True(Path.Exists(Path.Combine(folder, path)), path));
        }
    }

    [Fact]
    public void Upstreams_NameTheFrontsAndTheApplicationOfTheComposeFile()
    {
        var services = DeployedYaml.Services();
        var named = Server().Matches(Checkout.Read("deploy", "compose", "identity-upstreams.conf"))
            .Select(match => (Name: match.Groups[1].Value, Port: match.Groups[2].Value)).ToArray();
        Assert.Equal([("front1", "8080"), ("front2", "8080"), ("application", "3000")], named);
        Assert.All(named, server => Assert.Contains(server.Name, services.Keys));
    }

    private static bool IsOurs(JsonElement service) => service.TryGetProperty("build", out _);

    private static IEnumerable<(string Name, string Value)> Environment(JsonElement service) =>
        service.TryGetProperty("environment", out var variables)
            ? variables.EnumerateObject().Select(v => (v.Name, v.Value.GetString() ?? ""))
            : [];

    private static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(e => e.GetString()!)];

    [GeneratedRegex("SECRET|PASSWORD|Operator__Key")]
    private static partial Regex SecretName();

    [GeneratedRegex(@"server (\w+):(\d+)")]
    private static partial Regex Server();
}
