namespace Identity.WebFront.Identity.Live;

/// <summary>Adds what <c>/identity/live</c> needs.</summary>
internal static class LiveSetup
{
    private const int MaxConnections = 1_000_000;
    private const int MaxConnectionsPerUser = 10_000;
    private const int MaxOperatorConnections = 1_000;

    public static void AddLive(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<LiveOptions>()
            .Bind(builder.Configuration.GetSection(LiveOptions.Section))
            .Validate(
                static options => options.MaxConnections is >= 1 and <= MaxConnections,
                $"Live:MaxConnections must be from 1 to {MaxConnections}.")
            .Validate(
                static options => options.MaxConnectionsPerUser is >= 1 and <= MaxConnectionsPerUser,
                $"Live:MaxConnectionsPerUser must be from 1 to {MaxConnectionsPerUser}.")
            .Validate(
                static options => options.MaxOperatorConnections is >= 1 and <= MaxOperatorConnections,
                $"Live:MaxOperatorConnections must be from 1 to {MaxOperatorConnections}.")
            .ValidateOnStart();
        builder.Services.AddSingleton<LiveConnections>();
    }
}
