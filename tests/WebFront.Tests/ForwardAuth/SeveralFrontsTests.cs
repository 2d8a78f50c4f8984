using System.Security.Cryptography;
using Identity.Testing;

namespace Identity.WebFront.Tests.ForwardAuth;

/// <summary>Whichever front signed an assertion, and whichever one gave the keys.</summary>
public class SeveralFrontsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SharedFolder_EitherFrontsAssertion_IsVerifiedByTheOthersKeys()
    {
        using var keys = new TempFolder();
        using var one = new FrontSettings().With("ForwardAuth__KeyFolder", keys.Combine("keys"));
        using var two = new FrontSettings().With("ForwardAuth__KeyFolder", keys.Combine("keys"));
        await EachVerifiesTheOtherAsync(one, two);
    }

    [Fact]
    public async Task GivenKeys_RolledOver_EitherFrontsAssertionIsVerifiedByTheOthersKeys()
    {
        using var files = new TempFolder();
        var older = KeyFile(files, "older.pem");
        var newer = KeyFile(files, "newer.pem");
        using var one = new FrontSettings()
            .With("ForwardAuth__SigningKeys", $"{older},{newer}").With("ForwardAuth__Issuer", "https://id.example");
        using var two = new FrontSettings()
            .With("ForwardAuth__SigningKeys__0", newer).With("ForwardAuth__SigningKeys__1", older)
            .With("ForwardAuth__Issuer", "https://id.example");
        await EachVerifiesTheOtherAsync(one, two, "https://id.example");
    }

    [Fact]
    public async Task RestartedFront_HasTheKeysItHad()
    {
        using var settings = new FrontSettings();
        string before;
        await using (var front = await FrontProcess.StartAsync(settings)) before = await JwksAsync(front);
        await using var again = await FrontProcess.StartAsync(settings);
        Assert.Equal(before, await JwksAsync(again));
    }

    [Fact]
    public async Task FolderThatCannotBe_QuestionsAre503AndTheRestRuns()
    {
        using var settings = new FrontSettings().With("ForwardAuth__KeyFolder", "/dev/null/keys");
        await using var front = await FrontProcess.StartAsync(settings);
        var member = await new Member(front, "user_1", "org:member").SignUpAsync(Cancel);
        Assert.Equal(503, (await Question.AskAsync(front, "", member.Token(), Cancel)).Status);
        Assert.Equal(503, (await RawHttp.GetAsync(front.Http.BaseAddress!, "/.well-known/jwks.json", [], Cancel)).Status);
        using var me = await front.GetAsync("/identity/me", member.Token(), Cancel);
        Assert.True(me.IsSuccessStatusCode);
        await front.PrintsAsync("assertions' keys can't be read or written", Cancel);
    }

    private static async Task EachVerifiesTheOtherAsync(
        FrontSettings one, FrontSettings two, string issuer = "urn:identity:front")
    {
        await using var first = await FrontProcess.StartAsync(one);
        await using var second = await FrontProcess.StartAsync(two);
        await AssertionVerifier.VerifyAsync(await AssertionAsync(first), await JwksAsync(second), issuer: issuer);
        await AssertionVerifier.VerifyAsync(await AssertionAsync(second), await JwksAsync(first), issuer: issuer);
    }

    private static async Task<string> AssertionAsync(FrontProcess front)
    {
        var member = await new Member(front, "user_1", "org:member").SignUpAsync(Cancel);
        return await Question.AssertionAsync(front, "", member.Token(), Cancel);
    }

    private static Task<string> JwksAsync(FrontProcess front) =>
        front.Http.GetStringAsync("/.well-known/jwks.json", Cancel);

    private static string KeyFile(TempFolder folder, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var path = folder.Combine(name);
        File.WriteAllText(path, key.ExportPkcs8PrivateKeyPem());
        return path;
    }
}
