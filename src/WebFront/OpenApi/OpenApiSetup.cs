using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Identity.WebFront.OpenApi;

/// <summary>The description of the HTTP surface, at <c>/openapi/v1.json</c>.</summary>
internal static class OpenApiSetup
{
    private const string SchemeName = "Clerk";

    public static IServiceCollection AddIdentityOpenApi(this IServiceCollection services) =>
        services.AddOpenApi(options => options
            .AddDocumentTransformer(DescribeScheme)
            .AddOperationTransformer(RequireScheme));

    private static Task DescribeScheme(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info.Title = "Identity cluster";
        document.Info.Description = "Clerk's users and organizations, live, for applications in any language.";
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[SchemeName] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "A Clerk session token, as the header Authorization or the cookie __session.",
        };
        return Task.CompletedTask;
    }

    private static Task RequireScheme(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().Any())
        {
            operation.Security ??= [];
            operation.Security.Add(new OpenApiSecurityRequirement
            {
                [new OpenApiSecuritySchemeReference(SchemeName, context.Document)] = [],
            });
        }
        return Task.CompletedTask;
    }
}
