namespace Identity.WebFront.ReadApi.Answers;

/// <summary>An error in Clerk's words.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">Clerk's code: what programs look at.</param>
/// <param name="Message">Short.</param>
/// <param name="LongMessage">For people.</param>
/// <param name="Parameter">The parameter that it is about; null for none.</param>
internal sealed record ClerkError(
    int Status, string Code, string Message, string LongMessage, string? Parameter = null)
{
    private const string NotFound = "resource_not_found";
    private const string BadGateway = "bad_gateway";
    private const string InvalidKey =
        "The provided Clerk Secret Key is invalid. Make sure that your Clerk Secret Key is correct.";

    public static ClerkError NoKey { get; } = new(
        StatusCodes.Status401Unauthorized,
        "authorization_header_format_invalid",
        "Invalid Authorization header format",
        "Invalid Authorization header format. Must be 'Bearer <YOUR_API_KEY>'");

    public static ClerkError WrongKey { get; } =
        new(StatusCodes.Status401Unauthorized, "clerk_key_invalid", InvalidKey, InvalidKey);

    public static ClerkError UnknownOrganization { get; } =
        new(StatusCodes.Status404NotFound, NotFound, "not found", "Given organization not found.");

    public static ClerkError NoSuchPath { get; } = new(
        StatusCodes.Status404NotFound,
        NotFound,
        "not found",
        "The identity cluster doesn't serve this path. Ask Clerk's Backend API.");

    /// <summary>Writes are Clerk's.</summary>
    public static ClerkError ReadsOnly { get; } = new(
        StatusCodes.Status501NotImplemented,
        "feature_not_implemented",
        "not implemented",
        "The identity cluster only reads. Send writes to Clerk's Backend API; what they change comes back by webhooks.");

    /// <summary>Clerk hasn't got the write.</summary>
    public static ClerkError Unreachable { get; } = new(
        StatusCodes.Status502BadGateway,
        BadGateway,
        "Bad gateway",
        "Clerk's Backend API can't be reached. The write was not sent.");

    /// <summary>Clerk may have done the write.</summary>
    public static ClerkError BrokenOff { get; } = new(
        StatusCodes.Status502BadGateway,
        BadGateway,
        "Bad gateway",
        "Clerk's answer was cut off. Whether the write was done is unknown: look before you try again.");

    /// <inheritdoc cref="BrokenOff"/>
    public static ClerkError TimedOut { get; } = new(
        StatusCodes.Status504GatewayTimeout,
        "gateway_timeout",
        "Gateway timeout",
        "Clerk didn't answer in time. Whether the write was done is unknown: look before you try again.");

    public static ClerkError TooManyRequests { get; } = new(
        StatusCodes.Status429TooManyRequests, "too_many_requests", "Too many requests", "Too many requests, retry later");

    /// <summary>The storage or a grain doesn't answer.</summary>
    public static ClerkError Unavailable { get; } = new(
        StatusCodes.Status503ServiceUnavailable,
        "service_unavailable",
        "Service unavailable",
        "The identity cluster can't answer this now, retry later");

    public static ClerkError Unexpected { get; } = new(
        StatusCodes.Status500InternalServerError,
        "internal_clerk_error",
        "Oops, an unexpected error occurred",
        "There was an internal error");

    public static ClerkError UnknownUser(string id) =>
        new(StatusCodes.Status404NotFound, NotFound, "not found", $"No user was found with id {id}");

    public static ClerkError UnknownInvitation(string id) =>
        new(StatusCodes.Status404NotFound, NotFound, "not found", $"No invitation was found with id {id}");

    public static ClerkError UnknownSession(string id) =>
        new(StatusCodes.Status404NotFound, NotFound, "Session not found", $"No session was found with id {id}");

    public static ClerkError Malformed(string detail) =>
        new(StatusCodes.Status400BadRequest, "malformed_request_parameters", "malformed request parameters", detail);

    public static ClerkError BodyTooLarge(int most) => new(
        StatusCodes.Status413PayloadTooLarge,
        "request_body_too_large",
        "Request body too large",
        $"At most {most} bytes are forwarded. Send larger ones to Clerk's Backend API.");

    public static ClerkError MissingQuery(string parameters) => new(
        StatusCodes.Status400BadRequest,
        "missing_query_parameter",
        "missing query parameter",
        $"One of {parameters} must be given.",
        parameters);

    public static ClerkError TooLarge(string parameter, long greatest) => Unprocessable(
        "form_param_value_too_large",
        "Value too large",
        $"The value of {parameter} can't be greater than {greatest}",
        parameter);

    public static ClerkError BadFormat(string parameter, string detail) =>
        Unprocessable("form_param_format_invalid", "is invalid", $"{parameter} {detail}", parameter);

    public static ClerkError TooLong(string parameter, int most) => Unprocessable(
        "form_param_max_length_exceeded",
        "exceeds maximum length",
        $"{parameter} should not exceed {most} characters.",
        parameter);

    public static ClerkError BadValue(string parameter, string value, IEnumerable<string> allowed) => Unprocessable(
        "form_param_value_invalid",
        "is invalid",
        $"{value} does not match the allowed values for parameter {parameter}. "
        + $"Allowed values: {string.Join(", ", allowed)}",
        parameter);

    public static ClerkError TooMany(string parameter, int most) => Unprocessable(
        "form_param_array_size_exceeded",
        "exceeds maximum size",
        $"{parameter} should not exceed {most} items.",
        parameter);

    public static ClerkError NotTogether(string parameter, string other) => Unprocessable(
        "form_conditional_param_disallowed",
        "is not allowed",
        $"`{parameter}` isn't allowed when `{other}` is present.",
        parameter);

    public static ClerkError MissingBeside(string parameter, string other) => Unprocessable(
        "form_conditional_param_missing",
        "is missing",
        $"`{parameter}` is required when `{other}` is present.",
        parameter);

    private static ClerkError Unprocessable(string code, string message, string longMessage, string parameter) =>
        new(StatusCodes.Status422UnprocessableEntity, code, message, longMessage, parameter);
}
