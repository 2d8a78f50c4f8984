using Identity.Clerk.Emulator.Instances;

namespace Identity.Clerk.Emulator.BackendApi;

/// <summary>An error as Clerk's Backend API words it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">Clerk's code.</param>
/// <param name="Message">Short.</param>
/// <param name="LongMessage">For people.</param>
/// <param name="Parameter">What <c>meta</c> names, if anything.</param>
internal sealed record BackendApiError(
    int Status, string Code, string Message, string LongMessage, string? Parameter = null)
{
    private const string InvalidKey =
        "The provided Clerk Secret Key is invalid. Make sure that your Clerk Secret Key is correct.";

    public static readonly BackendApiError NoKey = new(
        401,
        "authorization_header_format_invalid",
        "Invalid Authorization header format",
        "Invalid Authorization header format. Must be 'Bearer <YOUR_API_KEY>'");

    public static readonly BackendApiError WrongKey = new(401, "clerk_key_invalid", InvalidKey, InvalidKey);

    public static readonly BackendApiError UnknownOrganization =
        new(404, "resource_not_found", "not found", "Given organization not found.");

    public static readonly BackendApiError TooManyRequests =
        new(429, "too_many_requests", "Too many requests", "Too many requests, retry later");

    // What Clerk says when it is down is not published.
    public static BackendApiError Unavailable(int status) =>
        new(status, "internal_clerk_error", "Oops, an unexpected error occurred", "There was an internal error");

    public static BackendApiError TooLarge(string parameter, long greatest) => new(
        422,
        "form_param_value_too_large",
        "Value too large",
        $"The value of {parameter} can't be greater than {greatest}",
        parameter);

    public static BackendApiError BadFormat(string parameter, string detail) =>
        new(422, "form_param_format_invalid", "is invalid", $"{parameter} {detail}", parameter);

    public static BackendApiError BadValue(string parameter, string value, IEnumerable<string> allowed) => new(
        422,
        "form_param_value_invalid",
        "is invalid",
        $"{value} does not match the allowed values for parameter {parameter}. "
            + $"Allowed values: {string.Join(", ", allowed)}",
        parameter);

    public static BackendApiError TooMany(string parameter, int most) => new(
        422,
        "form_param_array_size_exceeded",
        "exceeds maximum size",
        $"{parameter} must have at most {most} values.",
        parameter);

    public static BackendApiError NotTogether(string parameter, string other) => new(
        422,
        "form_conditional_param_disallowed",
        "is not allowed",
        $"`{parameter}` isn't allowed when `{other}` is present.",
        parameter);

    public static BackendApiError Missing(string parameters) => new(
        400, "missing_query_parameter", "missing query parameter", $"One of {parameters} must be given.", parameters);

    public static BackendApiError UnknownUser(string id) =>
        new(404, "resource_not_found", "not found", $"No user was found with id {id}");

    public static BackendApiError UnknownInvitation(string id) =>
        new(404, "resource_not_found", "not found", $"No invitation was found with id {id}");

    public static BackendApiError UnknownSession(string id) =>
        new(404, "resource_not_found", "Session not found", $"No session was found with id {id}");

    /// <summary>To Clerk what is taken is a value that isn't acceptable, and a second membership a bad request.</summary>
    public static BackendApiError From(Rejection rejection)
    {
        var (status, code) = rejection.Status switch
        {
            404 => (404, "resource_not_found"),
            400 => (400, "malformed_request_parameters"),
            422 => (422, "form_param_value_invalid"),
            409 when rejection == Rejection.AlreadyMember => (400, "already_a_member_in_organization"),
            409 when rejection.IsTaken => (422, "form_identifier_exists"),
            var other => (other, $"request_refused_{other}"),
        };
        return new(status, code, status == 404 ? "not found" : rejection.Detail, rejection.Detail);
    }
}
