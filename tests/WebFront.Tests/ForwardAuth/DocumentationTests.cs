using System.Buffers.Text;
using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Identity.Testing;

namespace Identity.WebFront.Tests.ForwardAuth;

/// <summary>The lines of docs/forward-auth.md, run as a reader would run them.</summary>
public partial class DocumentationTests(FrontFixture fixture)
{
    // Prints the claims, or why there are none. "+600" lets ten minutes pass, "fetches" prints how often keys were
    // fetched, and "no keys" has the front publish none from then on.
    private const string Program =
        """
        import { whoCalls } from "./who-calls.mjs";
        const [front, ...steps] = process.argv.slice(2);
        const [fetched, began] = [globalThis.fetch, Date.now()];
        let [fetches, passed, published] = [0, 0, true];
        Date.now = () => began + passed;
        globalThis.fetch = (...question) => {
          fetches++;
          return published ? fetched(...question) : Promise.resolve(new Response(`{"keys":[]}`));
        };
        for (const step of steps) {
          if (step === "no keys") published = false;
          else if (step === "fetches") console.log(fetches);
          else if (step.startsWith("+")) passed += step * 1000;
          else {
            try { console.log(JSON.stringify(await whoCalls({ "x-identity-assertion": step }, front))); }
            catch (error) { console.log(JSON.stringify({ refused: error.message })); }
          }
        }
        """;

    private readonly FrontProcess _front = fixture.Front;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NginxLines_InAServer_ProtectTheApplication()
    {
        Gateway.Require();
        await using var application = await EchoServer.StartAsync(Cancel);
        var url = FreePort.Url();
        var lines = Lines("nginx").With(_front.Http.BaseAddress!, application.Url);
        await using var nginx = await NginxProcess.StartAsync(
            $"server {{ listen {url.Authority}; {lines} }}", url, Gateway.Snippets());

        Assert.Equal(401, (await RawHttp.GetAsync(url, "/orders", [], Cancel)).Status);
        var member = await new Member(_front, fixture.NewUser(), "org:member").SignUpAsync(Cancel);
        var known = await RawHttp.GetAsync(url, "/orders", ["Authorization: Bearer " + member.Token()], Cancel);
        Assert.Equal([member.UserId], Echo.Read(known.Body).Header("X-Identity-User-Id"));
    }

    [Fact]
    public async Task NodeLines_Assertion_IsVerifiedAndAnythingElseIsNot()
    {
        Assert.SkipWhen(MachineProgram.Find("node") is null && MachineProgram.MayBeMissing, "No Node was found.");
        var member = await new Member(_front, fixture.NewUser(), "org:admin").SignUpAsync(Cancel);
        var good = await AssertionAsync(member, "");
        var parts = good.Split('.');
        var other = (await AssertionAsync(await new Member(_front, fixture.NewUser(), "org:admin").SignUpAsync(Cancel), "")).Split('.');
        var answers = await RunAsync(
            good,
            await AssertionAsync(member, "?audience=https://orders.example"), // for somebody else
            member.Token(),                                                   // a session token
            $"{parts[0]}.{other[1]}.{parts[2]}",                              // another's claims
            $"{parts[0]}.{parts[1]}.",                                        // no signature
            "");                                                              // nobody, on a route for everybody

        Assert.Equal(member.UserId, answers[0].GetProperty("sub").GetString());
        Assert.Equal("org:admin", answers[0].GetProperty("org").GetProperty("role").GetString());
        Assert.All(answers[1..5], answer => Assert.True(answer.TryGetProperty("refused", out _), answer.GetRawText()));
        Assert.Equal(JsonValueKind.Null, answers[5].ValueKind);
        Assert.Equal(6, answers.Length);
    }

    [Fact]
    public async Task NodeLines_KeysThatNobodyPublished_AreAskedForOnceInTenSecondsAtMost()
    {
        Assert.SkipWhen(MachineProgram.Find("node") is null && MachineProgram.MayBeMissing, "No Node was found.");
        var member = await new Member(_front, fixture.NewUser(), "org:admin").SignUpAsync(Cancel);
        var good = await AssertionAsync(member, "");
        string[] invented = [.. Enumerable.Range(0, 5).Select(i => Invented(good, $"kid{i}"))];
        var answers = await RunAsync([good, .. invented, "fetches", "+11", .. invented, good, "fetches"]);

        Assert.Equal(1, answers[6].GetInt32());
        Assert.Equal(2, answers[13].GetInt32());
        Assert.Equal(member.UserId, answers[12].GetProperty("sub").GetString());
        Assert.All(answers[1..6], answer => Assert.True(answer.TryGetProperty("refused", out _), answer.GetRawText()));
    }

    [Fact]
    public async Task NodeLines_KeyThatIsPublishedNoMore_IsForgotten()
    {
        Assert.SkipWhen(MachineProgram.Find("node") is null && MachineProgram.MayBeMissing, "No Node was found.");
        var member = await new Member(_front, fixture.NewUser(), "org:admin").SignUpAsync(Cancel);
        var good = await AssertionAsync(member, "");
        var answers = await RunAsync([good, "no keys", "+11", Invented(good, "other"), "+-11", good]);

        Assert.Equal(member.UserId, answers[0].GetProperty("sub").GetString());
        Assert.Equal("Refused.", answers[2].GetProperty("refused").GetString());
    }

    private static string Invented(string assertion, string kid)
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(new { alg = "ES256", kid, typ = "identity-assertion+jwt" });
        return Base64Url.EncodeToString(header) + assertion[assertion.IndexOf('.', StringComparison.Ordinal)..];
    }

    private async Task<JsonElement[]> RunAsync(params string[] assertions)
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.Combine("who-calls.mjs"), Lines("js"), Cancel);
        await File.WriteAllTextAsync(folder.Combine("program.mjs"), Program, Cancel);
        string[] arguments = [folder.Combine("program.mjs"), _front.Http.BaseAddress!.GetLeftPart(UriPartial.Authority), .. assertions];
        var node = await ProgramRun.SucceedAsync(
            new ProcessStartInfo(MachineProgram.Find("node")!, arguments), "", Patience.Limit, Cancel);
        Assert.Equal("", node.Errors);
        return [.. node.Output.Trim().Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private Task<string> AssertionAsync(Member member, string query) =>
        Question.AssertionAsync(_front, query, member.Token(), Cancel);

    private static string Lines(string language) => CodeBlocks().Matches(Checkout.Read("docs", "forward-auth.md"))
        .Single(match => match.Groups[1].Value == language).Groups[2].Value;

    [GeneratedRegex("^```([a-z]+)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlocks();
}
