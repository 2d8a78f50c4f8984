using Identity.Clerk.Resources;

namespace Identity.Clerk.Tests.Resources;

public sealed class SessionStatusTests
{
    [Theory]
    [InlineData(SessionStatus.Unknown, false)]
    [InlineData(SessionStatus.Active, false)]
    [InlineData(SessionStatus.Pending, false)]
    [InlineData(SessionStatus.Revoked, true)]
    [InlineData(SessionStatus.Ended, true)]
    [InlineData(SessionStatus.Expired, true)]
    [InlineData(SessionStatus.Removed, true)]
    [InlineData(SessionStatus.Abandoned, true)]
    [InlineData(SessionStatus.Replaced, true)]
    public void IsTerminal_EachStatus_IsAsClerkSays(SessionStatus status, bool expected) =>
        Assert.Equal(expected, status.IsTerminal());

    [Theory]
    [InlineData("session.created", null, SessionStatus.Active)]
    [InlineData("session.pending", null, SessionStatus.Pending)]
    [InlineData("session.revoked", null, SessionStatus.Revoked)]
    [InlineData("session.unheard_of", null, SessionStatus.Unknown)]
    [InlineData("session.created", "active", SessionStatus.Active)]
    [InlineData("session.created", "pending", SessionStatus.Pending)]
    [InlineData("session.created", "expired", SessionStatus.Expired)]
    [InlineData("session.created", "frozen", SessionStatus.Unknown)]
    [InlineData("session.pending", "active", SessionStatus.Active)]
    [InlineData("session.revoked", "active", SessionStatus.Revoked)]
    [InlineData("session.ended", "pending", SessionStatus.Ended)]
    [InlineData("session.removed", "frozen", SessionStatus.Removed)]
    [InlineData("session.ended", "abandoned", SessionStatus.Abandoned)]
    [InlineData("session.ended", "replaced", SessionStatus.Replaced)]
    [InlineData("session.removed", "revoked", SessionStatus.Revoked)]
    [InlineData("session.revoked", "Active", SessionStatus.Revoked)]
    public void Status_EventAndPayload_AreReconciled(string type, string? payload, SessionStatus expected)
    {
        var status = payload is null ? "" : $"\"status\":\"{payload}\",";
        var data = $$"""{"id":"sess_1","user_id":"user_1",{{status}}"created_at":1,"updated_at":2}""";
        Assert.Equal(expected, Events.Read<SessionChanged>(Events.Envelope(type, data)).Session.Status);
    }

    [Theory]
    [InlineData("active", SessionStatus.Active)]
    [InlineData("revoked", SessionStatus.Revoked)]
    [InlineData("frozen", SessionStatus.Unknown)]
    [InlineData(null, SessionStatus.Unknown)]
    public void Status_WithoutAnEvent_IsThePayloads(string? payload, SessionStatus expected)
    {
        var status = payload is null ? "" : $"\"status\":\"{payload}\",";
        var data = $$"""{"id":"sess_1","user_id":"user_1",{{status}}"created_at":1,"updated_at":2}""";
        Assert.True(SessionResource.TryRead(System.Text.Encoding.UTF8.GetBytes(data), out var session, out _));
        Assert.Equal(expected, session.Status);
    }
}
