using System.Text;
using Identity.WebFront.ForwardAuth;

namespace Identity.WebFront.Hosting;

/// <summary>Where the front listens and how much it takes.</summary>
internal static class ServerDefaults
{
    private const string DefaultUrl = "http://127.0.0.1:5080";

    public static void AddServerDefaults(this WebApplicationBuilder builder)
    {
        // Loopback by default: whoever serves others says so, with Urls or ASPNETCORE_URLS.
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        builder.Services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, AsItCameFilter>());
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
            kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;

            // A client may write any bytes into its request line, and a proxy repeats them; elsewhere they must be UTF-8.
            kestrel.RequestHeaderEncodingSelector =
                static name => OriginalHeaders.HoldsTarget(name) ? Encoding.Latin1 : null!;
        });
    }
}
