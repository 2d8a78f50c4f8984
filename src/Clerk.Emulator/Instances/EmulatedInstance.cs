using System.Text.Json;
using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Keys;

namespace Identity.Clerk.Emulator.Instances;

/// <summary>
/// What Clerk would do: a command changes the state and says which events tell of it, or it is refused and changes
/// nothing. No HTTP, no disk; not safe for concurrent use.
/// </summary>
internal sealed partial class EmulatedInstance
{
    /// <summary>Real envelopes are stamped 1 to 30 ms after the change they tell of.</summary>
    private const long EnvelopeDelay = 3;

    private static readonly JsonElement NoMetadata = JsonElement.Parse("{}");

    private readonly TimeProvider _clock;

    public EmulatedInstance(string instanceId, InstanceState state, TimeProvider clock)
    {
        InstanceId = instanceId;
        _clock = clock;
        State = WithCatalog(state, instanceId);
        _users = new(() => State.Users);
        _members = new(() => State);
        _sessions = new(State.Sessions.Values);
    }

    public InstanceState State { get; private set; }

    public string InstanceId { get; }

    public long Now => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    private string NewId(string prefix) => Ksuid.Create(prefix, _clock.GetUtcNow());

    /// <summary>A version is never used twice, however fast one change follows another.</summary>
    private long After(long version) => Math.Max(Now, version + 1);

    private EmulatedEvent Tell(string type, JsonObject data, long happenedAt)
    {
        var timestamp = Math.Max(happenedAt + EnvelopeDelay, State.LastTimestamp + 1);
        State = State with { LastTimestamp = timestamp };
        return new EmulatedEvent(type, data, timestamp);
    }
}
