using Identity.Clerk.Api;
using Identity.Ingest.Writes;
using Identity.Silo.Settings;

namespace Identity.WebFront.ReadApi.Writes;

/// <summary>Writes under <c>/v1</c>: to Clerk and back, where <c>Clerk:ForwardWrites</c> says so.</summary>
internal static class WriteSetup
{
    public static void AddWrites(this WebApplicationBuilder builder)
    {
        var setting = builder.Configuration[ClerkSettings.ForwardWrites];
        var isWanted = false;
        if (!string.IsNullOrEmpty(setting) && !bool.TryParse(setting, out isWanted))
        {
            builder.Refuse($"{ClerkSettings.ForwardWrites} must be true or false.");
        }
        else if (isWanted && ClerkSettings.ReadBackendApi(builder.Configuration) is { } api)
        {
            builder.Services.AddClerkWrites(api);
        }
        else if (isWanted)
        {
            builder.Refuse(
                $"{ClerkSettings.ForwardWrites} wants {ClerkSettings.SecretKey}, and an address in {ClerkSettings.ApiUrl}.");
        }
    }

    public static void MapWrites(this RouteGroupBuilder api)
    {
        if (((IEndpointRouteBuilder)api).ServiceProvider.GetService<WriteForwarder>() is null) return;
        api.MapMethods("{**path}", BackendApiWrite.Methods, WriteEndpoint.ForwardAsync);
    }

    // Said with all else that is wrong with the settings, in one line.
    private static void Refuse(this WebApplicationBuilder builder, string why) =>
        builder.Services.AddOptions<WriteSettings>().Validate(_ => false, why).ValidateOnStart();

    /// <summary>What the refusal is about.</summary>
    private sealed class WriteSettings;
}
