namespace Identity.WebFront.Problems;

/// <summary>Errors are <c>application/problem+json</c> (RFC 9457), whoever makes them.</summary>
internal static class ProblemSetup
{
    public static IServiceCollection AddProblems(this IServiceCollection services) => services
        .AddProblemDetails(options => options.CustomizeProblemDetails = context =>
            context.ProblemDetails.Extensions.Remove("exception"))
        .AddExceptionHandler<StorageExceptionHandler>();
}
