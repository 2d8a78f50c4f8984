using Identity.Testing;

namespace Identity.WebFront.Tests.ForwardAuth;

/// <summary>A gateway before the front that all tests share.</summary>
public sealed class GatewayFixture(FrontFixture front) : IAsyncLifetime
{
    private Gateway? _gateway;

    internal Gateway Gateway => _gateway!;

    internal Member NewMember(string role = "org:member") => new(front.Front, front.NewUser(), role);

    public async ValueTask InitializeAsync()
    {
        if (NginxProcess.Program is null) return;
        _gateway = await Gateway.StartAsync(front.Front.Http.BaseAddress!, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _gateway?.DisposeAsync() ?? ValueTask.CompletedTask;
}
