using System.Text.Json;
using System.Text.RegularExpressions;
using Identity.Testing;
using Identity.WebFront.ForwardAuth;

namespace Identity.WebFront.Tests.ForwardAuth;

/// <summary>
/// What is shipped for proxies that Debian doesn't have, Traefik and Envoy: that it is YAML, fails closed, and names every
/// identity header. Whether the proxy itself takes it isn't shown here.
/// </summary>
public class DeployFileTests
{
    public static TheoryData<string> Files => ["nginx/identity-headers.conf", "caddy/Caddyfile", "traefik/dynamic.yml", "envoy/envoy.yml"];

    [Theory]
    [MemberData(nameof(Files))]
    public void File_NamesEveryIdentityHeader(string file)
    {
        var text = Checkout.Read("deploy", file);
        Assert.All(IdentityHeaders.All, name => Assert.Contains(name, text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Traefik_EveryQuestion_FailsClosedAndCopiesEveryHeader()
    {
        var http = ReadYaml("traefik", "dynamic.yml").GetProperty("http");
        var questions = http.GetProperty("middlewares").EnumerateObject()
            .Where(middleware => middleware.Value.TryGetProperty("forwardAuth", out _))
            .ToDictionary(middleware => middleware.Name, middleware => middleware.Value.GetProperty("forwardAuth"));
        Assert.Equal(3, questions.Count);
        Assert.All(questions.Values, question =>
        {
            Assert.False(question.GetProperty("trustForwardHeader").GetBoolean());
            Assert.Equal(IdentityHeaders.All, question.GetProperty("authResponseHeaders").EnumerateArray().Select(h => h.GetString()));
            AssertIsQuestion(new Uri(question.GetProperty("address").GetString()!).Query);
        });

        var toApplication = http.GetProperty("routers").EnumerateObject()
            .Where(router => router.Value.GetProperty("service").GetString() == "application").ToArray();
        Assert.Equal(3, toApplication.Length);
        Assert.All(toApplication, router => Assert.Contains(
            router.Value.GetProperty("middlewares").EnumerateArray(), name => questions.ContainsKey(name.GetString()!)));
    }

    [Fact]
    public void Envoy_EveryQuestion_FailsClosedAfterTheClientsHeadersAreGone()
    {
        var filters = ReadYaml("envoy", "envoy.yml").GetProperty("static_resources").GetProperty("listeners")[0]
            .GetProperty("filter_chains")[0].GetProperty("filters")[0].GetProperty("typed_config")
            .GetProperty("http_filters").EnumerateArray().ToArray();
        Assert.Equal(
            ["envoy.filters.http.header_mutation", "identity", "identity-optional", "identity-admin", "envoy.filters.http.router"],
            filters.Select(filter => filter.GetProperty("name").GetString()));
        var removed = filters[0].GetProperty("typed_config").GetProperty("mutations").GetProperty("request_mutations")
            .EnumerateArray().Select(mutation => mutation.GetProperty("remove").GetString()!);
        Assert.Equal(IdentityHeaders.All.Select(name => name.ToLowerInvariant()), removed);
        Assert.All(filters[1..4], filter =>
        {
            var config = filter.GetProperty("typed_config");
            Assert.False(config.GetProperty("failure_mode_allow").GetBoolean());
            var prefix = config.GetProperty("http_service").GetProperty("path_prefix").GetString()!;
            var target = ExtAuthzTarget.Read(prefix + "/x", ForwardAuthEndpoints.ExtAuthzPath);
            Assert.Equal("/x", target!.Original);
            AssertIsQuestion(target.Options);

            // By what it accepts, the front tells a live stream, whose token may be in the query.
            var headers = config.GetProperty("allowed_headers").GetProperty("patterns").EnumerateArray();
            Assert.Contains(
                headers, header => header.TryGetProperty("exact", out var name) && name.GetString() == "accept");
        });

        // Envoy's own parser knows no merge keys (envoyproxy/envoy#12926).
        Assert.DoesNotContain("<<", Checkout.Read("deploy", "envoy", "envoy.yml"), StringComparison.Ordinal);
    }

    [Fact]
    public void TraefikAndEnvoy_AdminHoweverItIsWritten_IsForAdmins()
    {
        var routers = ReadYaml("traefik", "dynamic.yml").GetProperty("http").GetProperty("routers");
        var rule = routers.GetProperty("admin").GetProperty("rule").GetString()!;
        Assert.Matches("^PathRegexp\\(`[^`]+`\\)$", rule);
        AssertIsAdmin(new Regex(rule["PathRegexp(`".Length..^"`)".Length]));

        var routes = ReadYaml("envoy", "envoy.yml").GetProperty("static_resources").GetProperty("listeners")[0]
            .GetProperty("filter_chains")[0].GetProperty("filters")[0].GetProperty("typed_config").GetProperty("route_config")
            .GetProperty("virtual_hosts")[0].GetProperty("routes").EnumerateArray();
        var admin = routes.Single(route => route.TryGetProperty("typed_per_filter_config", out var filters)
            && filters.TryGetProperty("identity-admin", out _));
        var whole = admin.GetProperty("match").GetProperty("safe_regex").GetProperty("regex").GetString();
        AssertIsAdmin(new Regex($"^(?:{whole})$")); // Envoy's pattern is for the whole path
    }

    private static void AssertIsAdmin(Regex pattern)
    {
        Assert.All(new[] { "/admin", "/admin/", "/ADMIN/x", "/Admin/a/b" }, path => Assert.Matches(pattern, path));
        Assert.All(new[] { "/", "/administrators", "/x/admin" }, path => Assert.DoesNotMatch(pattern, path));
    }

    private static void AssertIsQuestion(string query)
    {
        Assert.NotNull(RequirementReader.Read(query.AsMemory(), out var error));
        Assert.Null(error);
    }

    private static JsonElement ReadYaml(params string[] path)
    {
        Assert.SkipWhen(Yaml.Obstacle is not null && MachineProgram.MayBeMissing, Yaml.Obstacle ?? "");
        return Assert.Single(Yaml.Read(Checkout.Read(["deploy", .. path])));
    }
}
