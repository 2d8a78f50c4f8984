using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Control;
using Identity.Clerk.Emulator.Hosting;
using Identity.Clerk.Emulator.Instances;

namespace Identity.Clerk.Emulator.BackendApi;

/// <summary>A write of Clerk's Backend API: what it says, and what it is answered.</summary>
internal static class BackendApiChange
{
    /// <summary>Reads a body with one of <see cref="Forms"/>; on a fault answers it and returns no value.</summary>
    public static async Task<(bool Ok, T Value)> ReadAsync<T>(HttpContext context, Func<FieldReader, T> form)
    {
        var (body, fault) = await JsonBody.ReadAsync(context.Request);
        var reader = new FieldReader(body);
        var value = fault is null ? form(reader) : default!;
        fault ??= reader.Fault();
        if (fault is null)
            return (true, value);

        await BackendApiAnswer.WriteAsync(context, BackendApiError.From(fault));
        return (false, value);
    }

    /// <summary>Carries out a command, and answers with what it changed; its webhooks are on their way then.</summary>
    /// <param name="context">The call.</param>
    /// <param name="live">The instance.</param>
    /// <param name="command">What to do.</param>
    /// <param name="answer">What to answer.</param>
    /// <param name="unknown">What to answer where there is nothing to do it to; null for the command's own words.</param>
    public static async Task ApplyAsync<T>(
        HttpContext context,
        LiveInstance live,
        Func<EmulatedInstance, Outcome<T>> command,
        Func<T, EmulatedInstance, JsonObject> answer,
        BackendApiError? unknown)
    {
        // With the command, for what is answered may be gone by the time that it was saved.
        JsonObject? body = null;
        var change = await new ControlCall(context, live).ApplyAsync(
            instance =>
            {
                var outcome = command(instance);
                if (outcome.Rejection is null)
                    body = answer(outcome.Value, instance);
                return outcome;
            },
            wait: false);
        await (change.Rejection switch
        {
            null => BackendApiAnswer.WriteAsync(context, body!),
            { Status: 404 } when unknown is not null => BackendApiAnswer.WriteAsync(context, unknown),
            var rejection => BackendApiAnswer.WriteAsync(context, BackendApiError.From(rejection)),
        });
    }
}
