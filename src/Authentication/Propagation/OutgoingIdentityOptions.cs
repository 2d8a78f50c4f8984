namespace Identity.Authentication.Propagation;

/// <summary>How one HTTP client tells the service that it calls who calls.</summary>
public sealed class OutgoingIdentityOptions
{
    /// <summary>The key that this service and that one share. Default: <see cref="PropagationOptions.SigningKey"/>.</summary>
    public PropagationKey? SigningKey { get; set; }

    /// <summary>
    /// What that service calls itself, one of its <see cref="PropagationOptions.Audiences"/>. Default: the host, and the
    /// port if it isn't the scheme's own, of each request.
    /// </summary>
    public string? Audience { get; set; }
}
