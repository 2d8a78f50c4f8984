using Orleans.Runtime;

namespace Identity.Silo.Orleans;

internal static partial class LoggingExtensions
{
    [LoggerMessage(EventIds.OutdatedGrains, LogLevel.Warning,
        "{Count} grains had a state in memory that another silo has changed; they were given up.")]
    public static partial void LogOutdatedGrains(this ILogger logger, int count);

    [LoggerMessage(EventIds.NoMember, LogLevel.Error,
        "The cluster doesn't count on this silo any more (status {Status}). It answers nobody, and will end.")]
    public static partial void LogNoMember(this ILogger logger, SiloStatus? status);

    [LoggerMessage(EventIds.MembershipUnknown, LogLevel.Warning,
        "The database can't be asked whether this silo is a member.")]
    public static partial void LogMembershipUnknown(this ILogger logger, Exception exception);

    [LoggerMessage(EventIds.CutOff, LogLevel.Critical,
        "Other silos reach the database, and this one hasn't for {Patience}, and answers nobody. It ends, so that its "
        + "users are elsewhere.")]
    public static partial void LogCutOff(this ILogger logger, TimeSpan patience);

    [LoggerMessage(EventIds.NoSilo, LogLevel.Warning, "No silo can be reached yet: {Why}")]
    public static partial void LogNoSilo(this ILogger logger, string why);

    [LoggerMessage(EventIds.Connected, LogLevel.Information, "The cluster is reached.")]
    public static partial void LogConnected(this ILogger logger);
}
