using Identity.Silo.Commands;
using Identity.Silo.Health;
using Identity.Silo.Hosting;
using Identity.Silo.Settings;
using Identity.Silo.Telemetry;

// A silo, whose only web face is for operators; or one walk over all that Clerk lists. With the embedded engine there is
// one process, and src/WebFront is it.
if (args is [var name, ..] && !name.StartsWith('-')) return await WalkCommand.RunAsync(name, args[1..]);

var builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = args,
    ContentRootPath = AppContext.BaseDirectory,
});
builder.AddProbeAddress();
builder.AddIdentitySilo(ProcessRole.Silo);
builder.AddTelemetry();

var app = builder.Build();
app.UseRouting();
app.MapHealth();
app.MapPrometheus();
return await app.RunIdentityAsync();
