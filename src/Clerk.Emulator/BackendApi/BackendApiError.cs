using Identity.Clerk.Emulator.Instances;

namespace Identity.Clerk.Emulator.BackendApi;

/// <summary>An error as Clerk's Backend API words it.</summary>
internal sealed record BackendApiError(int Status, string Code, string Message, string LongMessage)
{
    private const string InvalidKey =
        "The provided Clerk Secret Key is invalid. Make sure that your Clerk Secret Key is correct.";

    public static readonly BackendApiError NoKey = new(
        401,
        "authorization_header_format_invalid",
        "Invalid Authorization header format",
        "Invalid Authorization header format. Must be 'Bearer <YOUR_API_KEY>'");

    public static readonly BackendApiError WrongKey = new(401, "clerk_key_invalid", InvalidKey, InvalidKey);

    public static BackendApiError UnknownUser(string id) =>
        new(404, "resource_not_found", "not found", $"No user was found with id {id}");

    public static BackendApiError UnknownSession(string id) =>
        new(404, "resource_not_found", "Session not found", $"No session was found with id {id}");

    public static BackendApiError From(Rejection rejection) => new(
        rejection.Status,
        rejection.Status switch
        {
            404 => "resource_not_found",
            400 => "malformed_request_parameters",
            422 => "form_param_value_invalid",
            var status => $"request_refused_{status}",
        },
        rejection.Status == 404 ? "not found" : rejection.Detail,
        rejection.Detail);
}
