using Identity.WebFront.ForwardAuth.Assertions;
using Microsoft.Extensions.Options;

namespace Identity.WebFront.ForwardAuth;

/// <summary>Finds settings that can't work. What it says names the setting and never its value.</summary>
internal sealed class ForwardAuthOptionsValidator : IValidateOptions<ForwardAuthOptions>
{
    /// <summary>The longest that an assertion may live.</summary>
    internal static readonly TimeSpan MaxLifetime = TimeSpan.FromSeconds(60);

    private const int MaxNetworks = 64;
    private const int MaxKeys = 8;
    private const int MaxIssuerLength = 256;

    private static readonly TimeSpan MinLifetime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MinRotation = TimeSpan.FromHours(1);
    private static readonly TimeSpan MaxRotation = TimeSpan.FromDays(90);

    public ValidateOptionsResult Validate(string? name, ForwardAuthOptions options)
    {
        List<string> failures = [.. Networks(options)];
        if (options.Issuer.Length is 0 or > MaxIssuerLength)
            failures.Add($"ForwardAuth:Issuer must have from 1 to {MaxIssuerLength} characters.");
        if (!RequirementReader.IsValue(options.Audience))
            failures.Add($"ForwardAuth:Audience must be 1 to {RequirementReader.MaxValueLength} visible characters.");
        if (options.AssertionLifetime < MinLifetime || options.AssertionLifetime > MaxLifetime
            || options.AssertionLifetime.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            failures.Add("ForwardAuth:AssertionLifetime must be whole seconds, from 10 to 60.");
        }

        if (options.KeyRotation < MinRotation || options.KeyRotation > MaxRotation)
            failures.Add("ForwardAuth:KeyRotation must be from 1 hour to 90 days.");
        if (string.IsNullOrWhiteSpace(options.KeyFolder)) failures.Add("ForwardAuth:KeyFolder must name a folder.");
        failures.AddRange(Keys(options));
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Networks(ForwardAuthOptions options)
    {
        var networks = options.TrustedNetworks;
        if (networks.Count > MaxNetworks)
            yield return $"ForwardAuth:TrustedNetworks has more than {MaxNetworks} entries.";
        for (var i = 0; i < networks.Count; i++)
        {
            if (!TrustedNetworks.TryParse(networks[i], out _))
                yield return $"ForwardAuth:TrustedNetworks:{i} must be an address or a network such as 10.0.0.0/8.";
        }
    }

    private static List<string> Keys(ForwardAuthOptions options)
    {
        if (options.SigningKeys.Count > MaxKeys) return [$"ForwardAuth:SigningKeys has more than {MaxKeys} entries."];
        ConfiguredKeys.Read(options, out var errors);
        return errors;
    }
}
