using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Identity.Silo.Telemetry;

/// <summary>Measures for Prometheus, always; measures and traces over OTLP, where an endpoint is set.</summary>
public static class TelemetrySetup
{
    private const string ServiceName = "identity-cluster";
    /// <summary>The setting that says where measures and traces are sent.</summary>
    internal const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] Meters =
    [
        "Identity.*",
        "Microsoft.Orleans",
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.Authentication",
        "System.Runtime",
        "Npgsql",
    ];

    private static readonly string[] Sources =
        ["Identity.*", "Microsoft.Orleans.*", "Microsoft.AspNetCore", "System.Net.Http", "Npgsql"];

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        var exports = !string.IsNullOrEmpty(builder.Configuration[OtlpEndpoint]);
        builder.Services.AddSingleton<PrometheusScrape>();
        builder.Services.AddSingleton(services => BuildMeters(services.GetRequiredService<PrometheusScrape>(), exports));
        builder.Services.AddHostedService<TelemetryLifetime>();
        builder.Services.AddHostedService<ClockMetrics>();
        if (exports) builder.Services.AddSingleton(_ => BuildTracer());
    }

    private static MeterProvider BuildMeters(PrometheusScrape scrape, bool exports)
    {
        var meters = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => resource.AddService(ServiceName))
            .AddMeter(Meters)
            .AddReader(scrape.Reader);
        return (exports ? meters.AddOtlpExporter() : meters).Build();
    }

    private static TracerProvider BuildTracer() => Sdk.CreateTracerProviderBuilder()
        .ConfigureResource(resource => resource.AddService(ServiceName))
        .AddSource(Sources)
        .AddOtlpExporter()
        .Build();
}
