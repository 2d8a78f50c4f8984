using Microsoft.Extensions.Options;

namespace Orleans.Hosting;

/// <summary>Refuses options that the engine can't run with.</summary>
internal sealed class EmbeddedGrainOptionsValidator : IValidateOptions<EmbeddedGrainOptions>
{
    private static readonly TimeSpan MinQuantum = TimeSpan.FromMilliseconds(100);

    public ValidateOptionsResult Validate(string? name, EmbeddedGrainOptions options)
    {
        var failures = new List<string>();
        Require(options.CollectionQuantum >= MinQuantum, nameof(options.CollectionQuantum), $"at least {MinQuantum}");
        Require(options.CollectionAge > TimeSpan.Zero, nameof(options.CollectionAge), "positive");
        Require(
            options.ResponseTimeout > TimeSpan.Zero || options.ResponseTimeout == Timeout.InfiniteTimeSpan,
            nameof(options.ResponseTimeout),
            "positive or infinite");
        Require(options.ActivationTimeout > TimeSpan.Zero, nameof(options.ActivationTimeout), "positive");
        Require(options.DeactivationTimeout > TimeSpan.Zero, nameof(options.DeactivationTimeout), "positive");
        Require(options.MaxQueuedRequests > 0, nameof(options.MaxQueuedRequests), "positive");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Require(bool holds, string option, string rule)
        {
            if (!holds)
            {
                failures.Add($"{nameof(EmbeddedGrainOptions)}.{option} must be {rule}.");
            }
        }
    }
}
