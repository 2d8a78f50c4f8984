using Identity.Peers.Requests;
using Identity.Peers.Storage;
using Identity.Peers.Webhooks;

// What people build today, as the tutorials show it: JWT validation, a row per request, a cache, a transaction per
// event.
var builder = WebApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
builder.AddPeople();
builder.AddSessionTokens();
builder.Services.AddMemoryCache();

var app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();
app.MapGet("/allocated", () => GC.GetTotalAllocatedBytes());
app.MapRequests();
app.MapWebhooks();
_ = app.Services.GetRequiredService<IPeople>();   // makes its table before it listens
await app.RunAsync();
