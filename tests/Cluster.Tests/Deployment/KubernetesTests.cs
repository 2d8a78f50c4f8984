using System.Diagnostics;
using System.Text.Json;
using Identity.Testing;

namespace Identity.Cluster.Tests.Deployment;

/// <summary>deploy/k8s, field by field.</summary>
public sealed class KubernetesTests
{
    private const string Component = "app.kubernetes.io/component";

    private static readonly string[] Probes = ["startupProbe", "readinessProbe", "livenessProbe"];

    public static TheoryData<string> Programs => ["silo", "front"];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Deployment_ReplacesOneAtATimeWithoutAGap(string program)
    {
        var spec = DeployedYaml.Object("Deployment", $"identity-{program}").At("spec");
        Assert.Equal(0, spec.At("strategy", "rollingUpdate", "maxUnavailable").GetInt32());
        Assert.Equal(30, spec.At("minReadySeconds").GetInt32());
        Assert.Equal(150, spec.At("template", "spec", "terminationGracePeriodSeconds").GetInt32());
        Assert.Equal(program == "silo" ? 3 : 2, spec.At("replicas").GetInt32());

        var budget = DeployedYaml.Object("PodDisruptionBudget", $"identity-{program}").At("spec");
        Assert.Equal(1, budget.At("maxUnavailable").GetInt32());
        Assert.Equal(
            spec.At("selector", "matchLabels").GetRawText(), budget.At("selector", "matchLabels").GetRawText());
        Assert.Equal(
            spec.At("selector", "matchLabels").GetRawText(), spec.At("template", "metadata", "labels").GetRawText());
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Pod_MayDoNothingThatItNeedNot(string program)
    {
        var pod = Pod(program);
        Assert.False(pod.At("automountServiceAccountToken").GetBoolean());
        Assert.True(pod.At("securityContext", "runAsNonRoot").GetBoolean());
        var security = Container(program).At("securityContext");
        Assert.False(security.At("allowPrivilegeEscalation").GetBoolean());
        Assert.True(security.At("readOnlyRootFilesystem").GetBoolean());
        Assert.Equal("ALL", Assert.Single(security.At("capabilities", "drop").EnumerateArray()).GetString());
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Resources_ProcessorIsAskedForAndNotLimited(string program)
    {
        var resources = Container(program).At("resources");
        Assert.True(resources.At("requests").TryGetProperty("cpu", out _));
        Assert.False(resources.At("limits").TryGetProperty("cpu", out _));
        Assert.True(resources.At("limits").TryGetProperty("memory", out _));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Probes_AskTheThreePaths(string program) => Assert.Equal(
        ["/health/startup", "/health/ready", "/health/live"],
        Probes.Select(probe => Container(program).At(probe, "httpGet", "path").GetString()));

    [Fact]
    public void Silo_HasItsThreePorts_AndTheAddressOfItsPod()
    {
        var ports = Container("silo").At("ports").EnumerateArray().Select(p => p.At("containerPort").GetInt32());
        Assert.Equal([8080, 11111, 30000], ports);
        var settings = DeployedYaml.Object("ConfigMap", "identity-settings").At("data");
        Assert.Equal("11111", settings.At("Cluster__SiloPort").GetString());
        Assert.Equal("30000", settings.At("Cluster__GatewayPort").GetString());
        var address = Assert.Single(Variables("silo"), v => v.At("name").GetString() == "Cluster__AdvertisedAddress");
        Assert.Equal("status.podIP", address.At("valueFrom", "fieldRef", "fieldPath").GetString());
    }

    [Fact]
    public void Network_OnlySilosAndFrontsReachTheGrains()
    {
        var rules = DeployedYaml.Object("NetworkPolicy", "identity-silo").At("spec", "ingress").EnumerateArray()
            .SelectMany(rule => rule.At("ports").EnumerateArray().Select(port => (
                Port: port.At("port").GetInt32(),
                From: string.Join(',', rule.At("from").EnumerateArray().Select(PeerOf)))));
        Assert.Equal(
            [(11111, "silo"), (30000, "silo"), (30000, "front"), (8080, "monitoring")], rules);
        var front = DeployedYaml.Object("NetworkPolicy", "identity-front").At("spec", "ingress");
        Assert.Equal(8080, Assert.Single(Assert.Single(front.EnumerateArray()).At("ports").EnumerateArray())
            .At("port").GetInt32());
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Environment_EveryName_IsOneThatTheProgramsRead(string program)
    {
        var maps = Container(program).At("envFrom").EnumerateArray()
            .Select(source => source.At("configMapRef", "name").GetString()!)
            .SelectMany(map => DeployedYaml.Object("ConfigMap", map).At("data").EnumerateObject())
            .Select(setting => setting.Name);
        string[] names = [.. maps, .. Variables(program).Select(v => v.At("name").GetString()!)];
        Assert.Contains("Storage__Provider", names);
        Assert.All(names, name => Assert.True(SettingNames.AreRead(name), name));
    }

    [Fact]
    public void Secrets_AreReferredToAndNowhereWritten()
    {
        Assert.DoesNotContain(DeployedYaml.Kubernetes(), o => o.At("kind").GetString() == "Secret");
        string[] secret =
            ["ConnectionStrings__Identity", "CLERK_SECRET_KEY", "CLERK_WEBHOOK_SIGNING_SECRET", "Operator__Key"];
        var given = Programs.SelectMany(program => Variables(program.Data))
            .Where(v => secret.Contains(v.At("name").GetString())).ToArray();
        Assert.Equal(secret.Order(), given.Select(v => v.At("name").GetString()).Distinct().Order());
        Assert.All(given, v => Assert.Equal(
            "identity-secrets", v.At("valueFrom", "secretKeyRef", "name").GetString()));
    }

    [Fact]
    public void Kustomization_BuildsWhereKubectlIsAtHand()
    {
        Assert.SkipWhen(MachineProgram.Find("kubectl") is null, "No kubectl was found.");
        var start = new ProcessStartInfo("kubectl", ["kustomize", Path.Combine(Checkout.Root, "deploy", "k8s")])
        {
            RedirectStandardOutput = true,
        };
        using var kubectl = Process.Start(start)!;
        var built = Yaml.Read(kubectl.StandardOutput.ReadToEnd());
        Assert.Equal(DeployedYaml.Kubernetes().Length, built.Count);
    }

    private static JsonElement Pod(string program) =>
        DeployedYaml.Object("Deployment", $"identity-{program}").At("spec", "template", "spec");

    private static JsonElement Container(string program) =>
        Assert.Single(Pod(program).At("containers").EnumerateArray());

    private static JsonElement[] Variables(string program) => [.. Container(program).At("env").EnumerateArray()];

    private static string PeerOf(JsonElement peer) => peer.TryGetProperty("podSelector", out var pods)
        ? pods.At("matchLabels", Component).GetString()!
        : peer.At("namespaceSelector", "matchLabels", "kubernetes.io/metadata.name").GetString()!;
}
