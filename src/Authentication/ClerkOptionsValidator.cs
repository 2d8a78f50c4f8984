using System.Diagnostics.CodeAnalysis;
using Identity.Authentication.Credentials;
using Identity.Clerk.Tokens;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Identity.Authentication;

/// <summary>Finds settings that can't work. What it says names the setting and never its value.</summary>
internal sealed class ClerkOptionsValidator(IHostEnvironment environment, ILoggerFactory loggers)
    : IValidateOptions<ClerkOptions>
{
    private const long MaxRememberedBytes = 1024 * 1024 * 1024;

    // Writes the URL of every request, at Information.
    private const string RequestLog = "Microsoft.AspNetCore.Hosting.Diagnostics";

    private static readonly TimeSpan MaxClockSkew = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan MaxResolveTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MinLiveInterval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MaxLiveInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan MaxLiveTolerance = TimeSpan.FromSeconds(60);

    public ValidateOptionsResult Validate(string? name, ClerkOptions options)
    {
        if (string.IsNullOrEmpty(name)) return ValidateOptionsResult.Skip;
        var failures = new Failures(name);
        foreach (var sentence in options.Malformed) failures.AddSentence(sentence);
        CheckKeys(options, failures);
        CheckAddresses(options, failures);
        CheckParties(options, failures);
        CheckTokenPlaces(options, failures);
        CheckRanges(options, failures);
        return failures.ToResult();
    }

    private void CheckKeys(ClerkOptions options, Failures failures)
    {
        if (options.JwtKey is { } pem && !PemKeySource.TryCreate(pem, out _, out var error))
            failures.Add(nameof(ClerkOptions.JwtKey), $"(CLERK_JWT_KEY) {error}");
        if (options is { SecretKey: { } secret, PublishableKey: { } publishable }
            && secret.IsTest != publishable.IsTest)
        {
            failures.Add(
                nameof(ClerkOptions.SecretKey),
                "(CLERK_SECRET_KEY) and PublishableKey (CLERK_PUBLISHABLE_KEY) are of different instances: "
                + "one is a test key, the other a live one");
        }

        // In development the scheme may wait for its keys; anywhere else every token would be answered with 503.
        if (environment.IsDevelopment()) return;
        if (options is { JwtKey: null, SecretKey: null, SigningKeys: null })
        {
            failures.Add(
                nameof(ClerkOptions.SecretKey),
                "(CLERK_SECRET_KEY) or JwtKey (CLERK_JWT_KEY) is missing, so no token can be verified");
        }

        if (options.Issuer is null)
        {
            failures.Add(
                nameof(ClerkOptions.PublishableKey),
                "(CLERK_PUBLISHABLE_KEY) or Issuer is missing, so tokens of any instance would do");
        }
    }

    private void CheckAddresses(ClerkOptions options, Failures failures)
    {
        if (!IsSafe(options.ApiUrl))
            failures.Add(nameof(ClerkOptions.ApiUrl), "(CLERK_API_URL) must be an absolute https URL");
        if (options.Issuer is not { } issuer) return;
        var isUrl = Uri.TryCreate(issuer, UriKind.Absolute, out var url) && IsSafe(url) && url.Query.Length == 0;
        if (!isUrl || issuer[^1] == '/')
            failures.Add(nameof(ClerkOptions.Issuer), "must be an absolute https URL without a query or a final slash");
    }

    private static void CheckParties(ClerkOptions options, Failures failures)
    {
        for (var i = 0; i < options.AuthorizedParties.Count; i++)
        {
            if (IsOrigin(options.AuthorizedParties[i])) continue;
            var setting = $"{nameof(ClerkOptions.AuthorizedParties)}:{i}";
            failures.Add(setting, "must be an origin such as https://app.example.com");
        }
    }

    private void CheckTokenPlaces(ClerkOptions options, Failures failures)
    {
        if (options.TokenHeader is { } header && !TokenPlaces.IsHeader(header))
            failures.Add(nameof(ClerkOptions.TokenHeader), "must be a header that has no other meaning");
        if (options.TokenQueryParameter is not { } parameter) return;
        if (!TokenPlaces.IsQueryParameter(parameter))
            failures.Add(nameof(ClerkOptions.TokenQueryParameter), "must be 1 to 64 letters, digits, - or _");
        if (loggers.CreateLogger(RequestLog).IsEnabled(LogLevel.Information))
        {
            failures.Add(
                nameof(ClerkOptions.TokenQueryParameter),
                $"would have tokens logged; set Logging:LogLevel:{RequestLog} to Warning");
        }
    }

    private static void CheckRanges(ClerkOptions options, Failures failures)
    {
        if (options.ClockSkew < TimeSpan.Zero || options.ClockSkew > MaxClockSkew)
            failures.Add(nameof(ClerkOptions.ClockSkew), "must be from 0 to 60 seconds");
        if (options.ResolveTimeout <= TimeSpan.Zero || options.ResolveTimeout > MaxResolveTimeout)
            failures.Add(nameof(ClerkOptions.ResolveTimeout), "must be more than zero and at most 30 seconds");
        if (options.LiveInterval < MinLiveInterval || options.LiveInterval > MaxLiveInterval)
            failures.Add(nameof(ClerkOptions.LiveInterval), "must be from 50 to 500 milliseconds");
        if (options.LiveTolerance < TimeSpan.Zero || options.LiveTolerance > MaxLiveTolerance)
            failures.Add(nameof(ClerkOptions.LiveTolerance), "must be from 0 to 60 seconds");
        if (options.MaxRememberedBytes is < 0 or > MaxRememberedBytes)
            failures.Add(nameof(ClerkOptions.MaxRememberedBytes), "must be from 0 to 1073741824");
        if (!Enum.IsDefined(options.UnknownUser))
            failures.Add(nameof(ClerkOptions.UnknownUser), "must be Refuse or AcceptProvisional");
        if (!Enum.IsDefined(options.UnknownSession))
            failures.Add(nameof(ClerkOptions.UnknownSession), "must be Accept or Refuse");
    }

    // Over plain http, somebody on the way could answer with keys of their own.
    private bool IsSafe(Uri? url) =>
        url is { IsAbsoluteUri: true }
        && (url.Scheme == Uri.UriSchemeHttps
            || (url.Scheme == Uri.UriSchemeHttp && (url.IsLoopback || environment.IsDevelopment())));

    // It is compared letter for letter with what a browser sends, which ends after the host or the port.
    private static bool IsOrigin([NotNullWhen(true)] string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url.Host.Length > 0
        && string.Equals(text, $"{url.Scheme}://{url.Authority}", StringComparison.Ordinal);

    private sealed class Failures(string scheme)
    {
        private readonly List<string> _sentences = [];

        public void Add(string setting, string what) =>
            AddSentence($"Authentication:Schemes:{scheme}:{setting} {what}.");

        public void AddSentence(string sentence) => _sentences.Add(sentence);

        public ValidateOptionsResult ToResult() =>
            _sentences.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(_sentences);
    }
}
