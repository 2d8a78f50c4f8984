using System.Net;
using Identity.Authentication.Propagation;
using Identity.Clerk.Identifiers;
using Identity.Grains.Callers;
using Identity.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Identity.Authentication.Tests.Hosting;

/// <summary>Two services, "front" that calls and "billing" that is called, and the key that they share.</summary>
internal static class PropagationSetup
{
    public const string KeyText = "front:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    public const string Audience = "billing.internal";

    public static PropagationKey Key => Parse(KeyText);

    public static PropagationKey Parse(string text) =>
        PropagationKey.TryParse(text, out var key, out var error) ? key : throw new FormatException(error);

    /// <summary>The service that is called. It says who calls, and what headers it sees.</summary>
    public static Task<AuthenticationApp> StartBillingAsync(Action<AppSetup>? change = null) =>
        AuthenticationApp.StartAsync(setup =>
        {
            setup.Settings["Authentication:Propagation:TrustedKeys:0"] = KeyText;
            setup.Settings["Authentication:Propagation:Audiences:0"] = Audience;
            setup.Services = services => services.AddSingleton<TimeProvider>(setup.Clock);
            setup.Endpoints = static routes =>
            {
                routes.MapGet("/who", Who);
                routes.MapGet("/who/{path}", Who);
                routes.MapPost("/who", Who);
                routes.MapGet("/headers", (HttpRequest request) => string.Join(' ', request.Headers.Keys));
                routes.MapGet("/admin-live", () => "admin").RequireOrganizationRole("admin");
            };
            change?.Invoke(setup);
        });

    /// <summary>The service that calls: it answers what billing answers.</summary>
    public static Task<AuthenticationApp> StartFrontAsync(AuthenticationApp billing, Action<AppSetup>? change = null) =>
        AuthenticationApp.StartAsync(setup =>
        {
            setup.Settings["Authentication:Propagation:SigningKey"] = KeyText;
            setup.Services = services => services
                .AddSingleton<TimeProvider>(setup.Clock)
                .AddHttpClient("billing", client => client.BaseAddress = billing.Address)
                .AddIdentityPropagation(options => options.Audience = Audience);
            setup.Endpoints = static routes => routes.MapGet("/relay", RelayAsync);
            change?.Invoke(setup);
        });

    /// <summary>What a service says about a request to billing, changed as wished, with a key.</summary>
    public static string Assertion(
        string target, Func<CallerAssertion, CallerAssertion>? change = null, PropagationKey? key = null)
    {
        // Every test's clock stands still at the same time.
        var now = new ManualTimeProvider().UtcNow.ToUnixTimeSeconds();
        var assertion = new CallerAssertion
        {
            Audience = Audience,
            SignedAt = now,
            Id = Guid.NewGuid().ToString("n"),
            Method = "GET",
            TargetHash = CallerAssertionText.HashOf(target),
            Issuer = TokenMint.Issuer,
            UserId = TokenMint.UserId,
            SessionId = TokenMint.SessionId,
            TokenIssuedAt = now,
        };
        return CallerAssertionText.Write(change?.Invoke(assertion) ?? assertion, key ?? Key);
    }

    private static string Who(CurrentUser? me, HttpRequest request) =>
        $"{me?.Id.Value ?? "anonymous"} by {me?.PropagatedBy ?? "nobody"} {request.Headers[PropagationHeader.Name]}".Trim();

    // "as" overrides who calls, for this call only; "copy" passes on a header as a careless proxy would.
    private static async Task<IResult> RelayAsync(
        HttpContext context, IHttpClientFactory clients, string path, string? @as, string? copy, CurrentUser? me)
    {
        using var client = clients.CreateClient("billing");
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (copy is not null) request.Headers.TryAddWithoutValidation(PropagationHeader.Name, copy);
        if (@as is not null)
        {
            request.OnBehalfOf(
                @as == "nobody" ? null : new CallerIdentity(UserId.Parse(@as), SessionId.Parse(TokenMint.SessionId)));
        }

        using var response = await client.SendAsync(request, context.RequestAborted);
        var text = await response.Content.ReadAsStringAsync(context.RequestAborted);
        return response.StatusCode == HttpStatusCode.OK
            ? Results.Text($"{text}; here {me?.Id.Value ?? "anonymous"}")
            : Results.StatusCode((int)response.StatusCode);
    }
}
