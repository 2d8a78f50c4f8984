using Identity.Silo.Commands;
using Identity.Silo.Hosting;

// A silo without a web face, or one walk over all that Clerk lists. With the embedded engine there is one process, and
// src/WebFront is it.
if (args is [var name, ..] && !name.StartsWith('-')) return await WalkCommand.RunAsync(name, args[1..]);

var builder = Host.CreateApplicationBuilder(args);
builder.AddIdentitySilo();
return await builder.Build().RunIdentityAsync();
