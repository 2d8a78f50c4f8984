using Identity.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Identity.Authentication.Tests.Hosting;

/// <summary>What a test changes about the application before it starts.</summary>
internal sealed class AppSetup
{
    public AppSetup() => Mint = new TokenMint(Clock);

    public ManualTimeProvider Clock { get; } = new();

    public TokenMint Mint { get; }

    public UserScript Users { get; } = new();

    public LogCapture Logs { get; } = new();

    public string Environment { get; set; } = Environments.Production;

    /// <summary>Whether the application orders its middleware itself, as a careful one does.</summary>
    public bool ExplicitPipeline { get; set; } = true;

    public Dictionary<string, string?> Settings { get; } = new()
    {
        ["Authentication:Schemes:Clerk:JwtKey"] = TokenMint.PublicKeyPem,
        ["Authentication:Schemes:Clerk:Issuer"] = TokenMint.Issuer,
        ["Authentication:Schemes:Clerk:AuthorizedParties:0"] = TokenMint.Party,
    };

    public Action<ClerkOptions> Configure { get; set; } = static _ => { };

    public Action<IServiceCollection>? Services { get; set; }

    public Action<WebApplication>? Endpoints { get; set; }
}
