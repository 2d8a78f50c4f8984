using Identity.Silo.Health;
using Identity.Silo.Hosting;
using Identity.Silo.Telemetry;
using Identity.WebFront.ForwardAuth;
using Identity.WebFront.ForwardAuth.Assertions;
using Identity.WebFront.Hosting;
using Identity.WebFront.Identity;
using Identity.WebFront.Identity.Live;
using Identity.WebFront.OpenApi;
using Identity.WebFront.Operators;
using Identity.WebFront.Problems;
using Identity.WebFront.Webhooks;

// Settings lie beside the program; data lies where it is started.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = args,
    ContentRootPath = AppContext.BaseDirectory,
});
builder.AddServerDefaults();        // address, limits
#if DEBUG
Identity.WebFront.Development.LocalClerk.Add(builder); // Development without Clerk's keys: an emulator plays Clerk
#endif
builder.AddIdentitySilo();          // storage, grains, webhooks' way to them
builder.AddTelemetry();             // metrics and traces
builder.AddCallers();               // the scheme "Clerk", and CORS for the application's origins
builder.AddLive();                  // browsers learn what changes as it changes
builder.AddForwardAuth();           // proxies ask, and upstreams in any language learn who calls
builder.Services.AddProblems();     // every error is application/problem+json
builder.Services.AddIdentityOpenApi();
builder.Services.AddWebhookLimits();
builder.AddOperators();             // the key that opens /admin; without one there is none

var app = builder.Build();
app.UseExceptionHandler();
app.UseStatusCodePages();
app.UseExtAuthzTargets();           // before routing: what follows Envoy's prefix is the client's
app.UseRouting();                   // probes, metrics, webhooks and proxies are answered here, before authentication
app.UseCors();                      // and so are preflight requests
app.UseAuthentication();
app.UseAuthorization();

app.MapHealth();
app.MapPrometheus();
app.MapClerkWebhooks("/webhooks/clerk");
app.MapIdentity();
app.MapOperators("/admin");         // inbox, quarantine, erasure, backfill
app.MapForwardAuth();
app.MapAssertionJwks();
app.MapOpenApi();

return await app.RunIdentityAsync();
