using System.Diagnostics;
using System.Globalization;
using Identity.Testing;
using Npgsql;

namespace Identity.Cluster.Tests.Silos;

/// <summary>
/// A network of Linux namespaces, one for each silo, on a bridge of this machine. A cut is silent, as a broken switch
/// is: what one sends to the other goes to a card that isn't there.
/// </summary>
internal sealed class TestNetwork : IAsyncDisposable
{
    private const string Nobody = "02:00:00:00:00:99";

    // The kernel's names of devices have at most 15 characters.
    private static readonly string Name = $"id{Environment.ProcessId % 100_000}";
    private static readonly string Prefix =
        $"10.{77 + (Environment.ProcessId % 100)}.{Environment.ProcessId / 100 % 250}.";

    private readonly int _silos;

    private TestNetwork(int silos) => _silos = silos;

    /// <summary>Where the fronts and the test are.</summary>
    public static string Host => Prefix + "1";

    /// <summary>Where the database listens: an address of its own, so that it can be cut off alone.</summary>
    public static string Database => Prefix + "2";

    /// <summary>Lays the network; skips the test where that isn't allowed.</summary>
    public static async Task<TestNetwork> LayAsync(int silos)
    {
        Assert.SkipWhen(MachineProgram.Find("ip") is null, "No ip was found (on Debian: iproute2).");
        var (allowed, why) = await IpAsync("link", "add", Name, "type", "bridge");
        Assert.SkipUnless(allowed, $"Networks can't be laid here: {why}");
        var network = new TestNetwork(silos);
        await MustAsync("addr", "add", $"{Host}/24", "dev", Name);
        await MustAsync("addr", "add", $"{Database}/24", "dev", Name);
        await MustAsync("link", "set", Name, "up");
        for (var i = 0; i < silos; i++) await network.LayAsync(SpaceOf(i), AddressOf(i));
        return network;
    }

    /// <summary>A silo's address.</summary>
    public static string AddressOf(int silo) => Prefix + (11 + silo).ToString(CultureInfo.InvariantCulture);

    /// <summary>Starts a silo in each namespace, and fronts and a database of their own on the bridge.</summary>
    public async Task<TestCluster> StartClusterAsync(int fronts)
    {
        var cluster = await TestCluster.CreateAsync(ownServer: true);
        try
        {
            await cluster.Server.ListenAsync(Database);
            cluster.ConnectionString = new NpgsqlConnectionStringBuilder(cluster.ConnectionString)
            {
                Host = Database,
            }.ToString();
            for (var i = 0; i < _silos; i++) await cluster.AddSiloAsync(SettingsOf(i));
            for (var i = 0; i < fronts; i++) await cluster.AddFrontAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>From now on nothing that the silo sends reaches the address.</summary>
    public static Task CutAsync(int silo, string address) => MustAsync(
        "-n", SpaceOf(silo), "neigh", "replace", address, "lladdr", Nobody, "nud", "permanent", "dev", "eth0");

    /// <summary>From now on it does again.</summary>
    public static Task HealAsync(int silo, string address) =>
        MustAsync("-n", SpaceOf(silo), "neigh", "del", address, "dev", "eth0");

    public async ValueTask DisposeAsync()
    {
        for (var i = 0; i < _silos; i++) await IpAsync("netns", "del", SpaceOf(i));
        await IpAsync("link", "del", Name);
    }

    private static SiloSettings SettingsOf(int silo) => new()
    {
        Address = AddressOf(silo),
        Launcher = ["ip", "netns", "exec", SpaceOf(silo)],
        Url = new Uri($"http://{AddressOf(silo)}:8080"),
    };

    private static string SpaceOf(int silo) => $"{Name}s{silo}";

    private async Task LayAsync(string space, string address)
    {
        await MustAsync("netns", "add", space);
        await MustAsync("link", "add", $"{space}v", "type", "veth", "peer", "name", "eth0", "netns", space);
        await MustAsync("link", "set", $"{space}v", "master", Name, "up");
        await MustAsync("-n", space, "addr", "add", $"{address}/24", "dev", "eth0");
        await MustAsync("-n", space, "link", "set", "eth0", "up");
        await MustAsync("-n", space, "link", "set", "lo", "up");
    }

    private static async Task MustAsync(params string[] arguments)
    {
        var (done, why) = await IpAsync(arguments);
        if (!done) throw new InvalidOperationException($"ip {string.Join(' ', arguments)}: {why}");
    }

    private static async Task<(bool Done, string Why)> IpAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("ip", arguments) { RedirectStandardError = true };
        using var ip = Process.Start(start)!;
        var why = await ip.StandardError.ReadToEndAsync();
        await ip.WaitForExitAsync();
        return (ip.ExitCode == 0, why.Trim());
    }
}
