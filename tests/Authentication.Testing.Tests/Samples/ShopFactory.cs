using Identity.Shop.Invoices;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Identity.Authentication.Testing.Tests.Samples;

/// <summary>The sample application, with a test in Clerk's place.</summary>
internal sealed class ShopFactory(ClerkTesting clerk) : WebApplicationFactory<InvoiceBook>
{
    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
        .UseEnvironment("Testing")
        .ConfigureTestServices(services => services.AddClerkTesting(clerk));
}
