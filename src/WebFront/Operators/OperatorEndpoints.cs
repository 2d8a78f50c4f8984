using Identity.Silo.Hosting;

namespace Identity.WebFront.Operators;

/// <summary><c>/admin</c>: what operators see and do. There is none without an operator's key.</summary>
internal static class OperatorEndpoints
{
    public static WebApplicationBuilder AddOperators(this WebApplicationBuilder builder)
    {
        var keys = OperatorKeys.TryParse(builder.Configuration[OperatorKeys.Setting]);
        builder.Services.AddSingleton(keys ?? OperatorKeys.TryParse(null)!);
        builder.Services.AddOptions<OperatorOptions>()
            .Validate(
                _ => keys is not null,
                $"{OperatorKeys.Setting} must have at least {OperatorKeys.MinLength} characters; several keys are "
                + "separated by spaces.")
            .ValidateOnStart();
        return builder;
    }

    public static void MapOperators(this WebApplication app, string prefix)
    {
        if (app.Services.GetRequiredService<OperatorKeys>().IsEmpty) return;

        // Answered before authentication: an operator's key isn't a session token, and must not be tried as one.
        var group = app.MapGroup(prefix).WithTags("Operators").AddEndpointFilter<OperatorGate>();
        group.MapInbox();
        group.MapPersons();
        group.MapResources();
        group.MapJobs();
        group.ProducesProblem(StatusCodes.Status401Unauthorized).ShortCircuit();
        app.MapGrainDashboard(prefix + "/orleans")?
            .AddEndpointFilter<DashboardGate>().ExcludeFromDescription().ShortCircuit();
    }
}
