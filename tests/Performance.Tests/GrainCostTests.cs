using System.Buffers;
using Identity.Clerk.Identifiers;
using Identity.Grains.Callers;
using Identity.Grains.Events;
using Identity.Grains.Users;
using Identity.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Identity.Performance.Tests;

/// <summary>What a question to a user's grain may cost, with wide margins.</summary>
public sealed class GrainCostTests : IAsyncLifetime
{
    private const long Start = 1_790_845_200_000;

    private readonly TempFolder _folder = new();
    private IHost _host = null!;

    private IUserGrain Grain => _host.Services.GetRequiredService<IGrainFactory>().GetGrain<IUserGrain>("user_1");

    public async ValueTask InitializeAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(await TestEngine.SettingsAsync(_folder.Combine("identity.db")));
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["CLERK_WEBHOOK_SIGNING_SECRET"] = new SvixSigner().Secret,
        });
        builder.AddIdentitySilo();
        _host = builder.Build();
        await _host.StartAsync(TestContext.Current.CancellationToken);
        var body = ClerkEventJson.Envelope("user.created", ClerkEventJson.User("user_1", Start), Start + 5);
        await Grain.ApplyAsync([new ClerkDelivery(MessageId.Parse("msg_1"), body)]);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Resolve_UserInMemory_AnswersAtOnceAndAllocatesLittle()
    {
        Assert.SkipWhen(TestEngine.IsOrleans, TestEngine.NeverAtOnce);
        var query = new CallerQuery(SessionId.Parse("sess_1"), IssuedAt: 0, OrganizationId: null);
        Assert.InRange(
            Allocation.Of(() =>
            {
                var answer = Grain.ResolveAsync(query);
                Assert.True(answer.IsCompletedSuccessfully);
            }),
            0,
            512);
    }

    [Fact]
    public async Task PublicJson_OfAProfile_IsWrittenWithoutACopy()
    {
        var profile = (await Grain.GetAsync())!;
        var output = new ArrayBufferWriter<byte>(64 * 1024);
        Assert.InRange(
            Allocation.Of(() =>
            {
                output.ResetWrittenCount();
                profile.WritePublicJson(output);
            }),
            0,
            64);
    }
}
