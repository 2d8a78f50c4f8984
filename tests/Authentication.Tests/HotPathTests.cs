using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using Identity.Authentication.Tests.Hosting;
using Identity.Testing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Identity.Authentication.Tests;

/// <summary>What authentication costs a request, in bytes.</summary>
public sealed class HotPathTests
{
    private const int Rounds = 500;

    [Fact]
    public async Task Authenticate_ByBearer_CompletesSynchronouslyAndAllocatesLittle()
    {
        Assert.SkipWhen(TestEngine.IsOrleans, TestEngine.NeverAtOnce);
        await using var app = await StartAsync();
        var token = app.Mint.Mint();
        var header = $"Bearer {token}";

        var bytes = await MeasureAsync(app, headers => headers.Authorization = header, succeeds: true);

        var verification = MeasureVerification(app, token);
        Print($"bearer: {bytes} B, of which verification {verification} B");
        Assert.Equal(0, verification);
        Assert.InRange(bytes, 1, 4_000);
    }

    [Fact]
    public async Task Authenticate_ByCookie_CompletesSynchronouslyAndAllocatesLittle()
    {
        Assert.SkipWhen(TestEngine.IsOrleans, TestEngine.NeverAtOnce);
        await using var app = await StartAsync();
        var cookies = $"a=1; __session={app.Mint.Mint()}; b=2";

        var bytes = await MeasureAsync(app, headers => headers.Cookie = cookies, succeeds: true);

        Print($"cookie: {bytes} B");
        Assert.InRange(bytes, 1, 4_000);
    }

    [Fact]
    public async Task Authenticate_Anonymous_AllocatesNextToNothing()
    {
        await using var app = await StartAsync();

        var bytes = await MeasureAsync(app, static _ => { }, succeeds: false);

        Print($"anonymous: {bytes} B");
        Assert.InRange(bytes, 0, 500);
    }

    [Fact]
    public async Task Authenticate_Garbage_ThrowsNothing()
    {
        await using var app = await StartAsync();
        var thread = Environment.CurrentManagedThreadId;
        var thrown = 0;
        void Count(object? sender, FirstChanceExceptionEventArgs args)
        {
            if (Environment.CurrentManagedThreadId == thread) thrown++;
        }

        AppDomain.CurrentDomain.FirstChanceException += Count;
        var bytes = await MeasureAsync(app, headers => headers.Authorization = "Bearer gar.ba.ge", succeeds: false);
        AppDomain.CurrentDomain.FirstChanceException -= Count;

        Print($"garbage: {bytes} B");
        Assert.Equal(thread, Environment.CurrentManagedThreadId);
        Assert.Equal(0, thrown);
        Assert.InRange(bytes, 0, 2_000);
    }

    // As in production, nobody reads the logs of every request.
    private static Task<AuthenticationApp> StartAsync() => AuthenticationApp.StartAsync(setup =>
        setup.Services = services => services.AddLogging(static logging => logging.ClearProviders()));

    private static async Task<long> MeasureAsync(
        AuthenticationApp app, Action<IHeaderDictionary> request, bool succeeds)
    {
        long bytes = 0;
        for (var i = -Rounds; i < Rounds; i++)
        {
            using var scope = app.Services.CreateScope();
            var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
            context.Request.Method = HttpMethods.Get;
            request(context.Request.Headers);
            var handler = await scope.ServiceProvider.GetRequiredService<IAuthenticationHandlerProvider>()
                .GetHandlerAsync(context, ClerkDefaults.AuthenticationScheme);

            var before = GC.GetAllocatedBytesForCurrentThread();
            var authentication = handler!.AuthenticateAsync();
            var after = GC.GetAllocatedBytesForCurrentThread();

            // The first call of all activates the grain, which may take its time.
            Assert.True(authentication.IsCompleted || i == -Rounds);
            Assert.Equal(succeeds, (await authentication).Succeeded);
            if (i >= 0) bytes += after - before;
        }

        return bytes / Rounds;
    }

    [SuppressMessage("Reliability", "CA2012", Justification = "It is known to have completed.")]
    private static long MeasureVerification(AuthenticationApp app, string token)
    {
        var options = app.Services.GetRequiredService<IOptionsMonitor<ClerkOptions>>()
            .Get(ClerkDefaults.AuthenticationScheme);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
            Assert.True(options.Verifier!.VerifyAsync(token, CancellationToken.None).Result.IsAccepted);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;
    }

    private static void Print(string text) => TestContext.Current.TestOutputHelper?.WriteLine(text);
}
