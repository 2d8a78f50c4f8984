using System.Net;
using Identity.Storage;
using Microsoft.Extensions.Options;

namespace Identity.Silo.Orleans;

/// <summary>Refuses settings with which no cluster could be joined.</summary>
internal sealed class ClusterSettingsValidator(IOptions<StorageOptions> storage) : IValidateOptions<ClusterSettings>
{
    private const int MaxNameLength = 150;

    public ValidateOptionsResult Validate(string? name, ClusterSettings options)
    {
        // Other failures of the storage's settings are told by their own validator.
        if (Provider() is StorageProvider.Sqlite)
        {
            return ValidateOptionsResult.Fail(
                "The Orleans engine keeps its cluster in PostgreSQL: set Storage:Provider to PostgreSql and "
                + "ConnectionStrings:Identity to a server.");
        }

        var failures = Failures(options).OfType<string>().ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string?> Failures(ClusterSettings options)
    {
        yield return options.Malformed;
        yield return Named(nameof(options.ClusterId), options.ClusterId);
        yield return Named(nameof(options.ServiceId), options.ServiceId);
        yield return Port(nameof(options.SiloPort), options.SiloPort);
        yield return Port(nameof(options.GatewayPort), options.GatewayPort);
        if (options.SiloPort == options.GatewayPort) yield return "Cluster:SiloPort and Cluster:GatewayPort must differ.";
        if (options.AdvertisedAddress is { Length: > 0 } address && !IPAddress.TryParse(address, out _))
            yield return "Cluster:AdvertisedAddress must be an IP address, such as 10.0.0.7.";
        yield return Between(
            nameof(options.CollectionAge), options.CollectionAge, TimeSpan.FromMinutes(2), TimeSpan.FromDays(365));
        yield return Between(
            nameof(options.MaxStaleness), options.MaxStaleness, TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(10));
        yield return Between(
            nameof(options.LeaveAfter), options.LeaveAfter, TimeSpan.FromSeconds(5), TimeSpan.FromHours(1));
        yield return Between(nameof(options.DrainDelay), options.DrainDelay, TimeSpan.Zero, ClusterSettings.MaxDrainDelay);
    }

    private static string? Named(string setting, string? value) =>
        value is { Length: > 0 and <= MaxNameLength } && !value.Contains('\0')
            ? null
            : $"Cluster:{setting} must have 1 to {MaxNameLength} characters.";

    private static string? Port(string setting, int value) =>
        value is > 0 and <= IPEndPoint.MaxPort ? null : $"Cluster:{setting} must be 1 to {IPEndPoint.MaxPort}.";

    private static string? Between(string setting, TimeSpan value, TimeSpan least, TimeSpan most) =>
        value >= least && value <= most ? null : $"Cluster:{setting} must be {least:c} to {most:c}.";

    private StorageProvider? Provider()
    {
        try
        {
            return storage.Value.Provider;
        }
        catch (OptionsValidationException)
        {
            return null;
        }
    }
}
