using Identity.Clerk.Json;
using Identity.WebFront.ReadApi.Bodies;

namespace Identity.WebFront.ReadApi.Organizations;

/// <summary>Writes an invitation: as Clerk sent it, and expired once its time is over, of which no event tells.</summary>
internal static class InvitationBody
{
    /// <param name="raw">As Clerk sent it.</param>
    /// <param name="now">Unix time in milliseconds.</param>
    public static RawJson Of(RawJson raw, long now)
    {
        var (isPending, lapsed) = (false, false);
        foreach (var (name, value) in ObjectEdit.MembersOf(raw))
        {
            if (name == "status") isPending = value.Bytes.Span.SequenceEqual("\"pending\""u8);
            else if (name == "expires_at") lapsed = IsAtOrBefore(value, now);
        }

        return isPending && lapsed
            ? ObjectEdit.With(raw, new Dictionary<string, RawJson> { ["status"] = ObjectEdit.Text("expired") })
            : raw;
    }

    private static bool IsAtOrBefore(RawJson time, long now) =>
        System.Buffers.Text.Utf8Parser.TryParse(time.Bytes.Span, out long at, out var read)
        && read == time.Bytes.Length
        && at <= now;
}
