using Identity.Silo.Hosting;

// A silo without a web face. With the embedded engine there is one process, and src/WebFront is it.
var builder = Host.CreateApplicationBuilder(args);
builder.AddIdentitySilo();
return await builder.Build().RunIdentityAsync();
