using Identity.Authentication;
using Identity.Shop;
using Identity.Shop.Invoices;
using Identity.Shop.Live;
using Identity.Shop.Webhooks;

var builder = WebApplication.CreateBuilder(args);
var hasCluster = !builder.Environment.IsEnvironment("Testing");
if (hasCluster) builder.AddIdentitySilo();      // users and organizations, in this process; tests play them
builder.Services.AddAuthentication(ClerkDefaults.AuthenticationScheme).AddClerk();
builder.Services.AddAuthorizationBuilder()
    .AddPolicy(Policies.Billing, policy => policy.RequireOrganizationPermission("org:invoices:pay"))
    .AddPolicy(Policies.Danger, policy => policy
        .RequireOrganizationRole("org:admin")
        .RequireRecentVerification(Reverification.Strict)
        .RejectImpersonation());
builder.Services.AddSingleton<InvoiceBook>();

var app = builder.Build();
app.UseExceptionHandler();
app.UseAuthentication();
app.UseAuthorization();
app.UseCallerContext();                         // grains that are called know who calls
app.UseWebSockets();

app.MapGet("/hello", (CurrentUser? me) => $"Hello, {me?.Profile?.FirstName ?? "stranger"}");
app.MapInvoices();
app.MapLive();                                  // a WebSocket, open as long as its caller may pass
if (hasCluster) app.MapClerkWebhooks();

await app.RunAsync();
