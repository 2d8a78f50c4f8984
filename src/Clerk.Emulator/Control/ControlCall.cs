using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Hosting;
using Identity.Clerk.Emulator.Instances;
using Identity.Clerk.Emulator.Webhooks;

namespace Identity.Clerk.Emulator.Control;

/// <summary>One call of the control API: what it says, and what it is answered.</summary>
internal sealed class ControlCall(HttpContext context, LiveInstance live)
{
    public string Id => Route("id");

    public string Route(string name) => context.GetRouteValue(name) as string ?? "";

    public string? Query(string name) => context.Request.Query[name] is [{ } value, ..] ? value : null;

    public bool HasFlag(string name) => Query(name) is "true" or "1" or "";

    /// <summary>Reads the body with one of <see cref="Forms"/>; on a fault answers it and returns no value.</summary>
    public async Task<(bool Ok, T Value)> ReadAsync<T>(Func<FieldReader, T> form)
    {
        var (body, fault) = await JsonBody.ReadAsync(context.Request);
        var reader = new FieldReader(body);
        var value = fault is null ? form(reader) : default!;
        fault ??= reader.Fault();
        if (fault is null)
            return (true, value);

        await Answers.ProblemAsync(context, fault);
        return (false, value);
    }

    /// <summary>Carries out a command and answers its value, with whether it was delivered.</summary>
    public async Task ApplyAsync<T>(
        Func<EmulatedInstance, Outcome<T>> command,
        Func<T, EmulatedInstance, JsonObject> answer,
        int status = StatusCodes.Status200OK)
    {
        // With the command, for what is answered may be gone by the time that it was saved and delivered.
        JsonObject? body = null;
        var change = await ApplyAsync(
            instance =>
            {
                var outcome = command(instance);
                if (outcome.Rejection is null)
                    body = answer(outcome.Value, instance);
                return outcome;
            },
            HasFlag("wait"));
        if (change.Rejection is { } rejection)
        {
            await Answers.ProblemAsync(context, rejection);
            return;
        }

        body!["delivered"] = change.Delivered;
        await Answers.JsonAsync(context, status, body);
    }

    public Task<Change<T>> ApplyAsync<T>(Func<EmulatedInstance, Outcome<T>> command, bool wait) =>
        live.ApplyAsync(command, Caller(), wait, context.RequestAborted);

    private Caller Caller()
    {
        var agent = context.Request.Headers.UserAgent.ToString();
        return new Caller(agent.Length <= Limits.Text ? agent : agent[..Limits.Text]);
    }
}
