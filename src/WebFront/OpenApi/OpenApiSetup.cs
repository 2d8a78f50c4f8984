using Microsoft.OpenApi;

namespace Identity.WebFront.OpenApi;

/// <summary>The description of the HTTP surface, at <c>/openapi/v1.json</c>.</summary>
internal static class OpenApiSetup
{
    public static IServiceCollection AddIdentityOpenApi(this IServiceCollection services) =>
        services.AddOpenApi(options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Identity cluster";
            document.Info.Description = "Clerk's users and organizations, live, for applications in any language.";
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes["Clerk"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = "A Clerk session token, as the header Authorization or the cookie __session.",
            };
            return Task.CompletedTask;
        }));
}
