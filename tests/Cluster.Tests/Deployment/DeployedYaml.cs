using System.Text.Json;
using Identity.Testing;

namespace Identity.Cluster.Tests.Deployment;

/// <summary>The YAML that is shipped.</summary>
internal static class DeployedYaml
{
    private static readonly string[] Manifests =
        ["namespace.yaml", "settings.yaml", "silo.yaml", "front.yaml", "disruption.yaml", "network.yaml"];

    /// <summary>The compose file of the cluster, and that of one machine.</summary>
    public static TheoryData<string> ComposeFiles => ["docker-compose.yml", "deploy/compose/one-machine.yml"];

    /// <summary>The only document of a file.</summary>
    public static JsonElement Read(string file)
    {
        Assert.SkipWhen(Yaml.Obstacle is not null && MachineProgram.MayBeMissing, Yaml.Obstacle ?? "");
        return Assert.Single(Yaml.Read(Checkout.Read(file)));
    }

    /// <summary>The services of the compose file, by name.</summary>
    public static Dictionary<string, JsonElement> Services(string file = "docker-compose.yml") =>
        Read(file).GetProperty("services").EnumerateObject().ToDictionary(s => s.Name, s => s.Value);

    /// <summary>All that is shipped for Kubernetes; its kustomization must list the very same files.</summary>
    public static JsonElement[] Kubernetes()
    {
        var listed = Read("deploy/k8s/kustomization.yaml").GetProperty("resources").EnumerateArray();
        Assert.Equal(Manifests, listed.Select(file => file.GetString()));
        return [.. Manifests.SelectMany(file => Yaml.Read(Checkout.Read("deploy", "k8s", file)))];
    }

    /// <summary>The one object of a kind and a name.</summary>
    public static JsonElement Object(string kind, string name) => Assert.Single(
        Kubernetes(), o => o.At("kind").GetString() == kind && o.At("metadata", "name").GetString() == name);

    /// <summary>What stands at the end of a path.</summary>
    public static JsonElement At(this JsonElement element, params string[] path) =>
        path.Aggregate(element, (at, name) => at.GetProperty(name));
}
