namespace Identity.Silo.Hosting;

/// <summary>Where a silo answers probes and scrapes.</summary>
internal static class ProbeAddress
{
    private const string DefaultUrl = "http://127.0.0.1:5081";

    /// <summary>Loopback by default: whoever lets others look says so, with Urls or ASPNETCORE_URLS.</summary>
    public static void AddProbeAddress(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
    }
}
