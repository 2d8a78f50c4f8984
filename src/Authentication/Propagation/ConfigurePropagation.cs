using Identity.Authentication.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Identity.Authentication.Propagation;

/// <summary>Reads <c>Authentication:Propagation</c>, and finds settings that can't work.</summary>
internal sealed class ConfigurePropagation(IConfiguration configuration)
    : IConfigureOptions<PropagationOptions>, IValidateOptions<PropagationOptions>
{
    private static readonly TimeSpan LeastSkew = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MostSkew = TimeSpan.FromSeconds(120);

    public void Configure(PropagationOptions options)
    {
        var section = configuration.GetSection(PropagationOptions.Section);
        var settings = new SettingReader(PropagationOptions.Section, section, clerkNames: null, options.Malformed);
        options.SigningKey = settings.Value<PropagationKey>(
            nameof(options.SigningKey), options.SigningKey, PropagationKey.TryParse);
        options.MaxSkew = settings.Duration(nameof(options.MaxSkew), options.MaxSkew);
        options.MaxRememberedCalls = (int)Math.Min(
            settings.Number(nameof(options.MaxRememberedCalls), options.MaxRememberedCalls), int.MaxValue);
        settings.List(nameof(options.Audiences), options.Audiences);
        var keys = new List<string>();
        settings.List(nameof(options.TrustedKeys), keys);
        for (var i = 0; i < keys.Count; i++)
        {
            if (PropagationKey.TryParse(keys[i], out var key, out var error)) options.TrustedKeys.Add(key);
            else options.Malformed.Add($"{PropagationOptions.Section}:{nameof(options.TrustedKeys)}:{i} {error}.");
        }
    }

    public ValidateOptionsResult Validate(string? name, PropagationOptions options)
    {
        var failures = new List<string>(options.Malformed);
        if (options.TrustedKeys.DistinctBy(key => key.Id, StringComparer.Ordinal).Count() != options.TrustedKeys.Count)
            Fail(nameof(options.TrustedKeys), "has two keys of one id");
        if (options.TrustedKeys.Count > 0 && options.Audiences.Count == 0)
            Fail(nameof(options.Audiences), "is missing, so what is meant for another service would be believed");
        if (options.Audiences.Any(string.IsNullOrWhiteSpace)) Fail(nameof(options.Audiences), "has an empty entry");
        if (options.MaxSkew < LeastSkew || options.MaxSkew > MostSkew)
            Fail(nameof(options.MaxSkew), "must be from 1 to 120 seconds");
        if (options.MaxRememberedCalls is < 1_000 or > 10_000_000)
            Fail(nameof(options.MaxRememberedCalls), "must be from 1000 to 10000000");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Fail(string setting, string what) => failures.Add($"{PropagationOptions.Section}:{setting} {what}.");
    }
}
