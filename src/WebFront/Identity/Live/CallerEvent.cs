using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using Identity.Authentication;

namespace Identity.WebFront.Identity.Live;

/// <summary>A caller as one event: the same JSON as <c>/identity/me</c>, on one line, and an id for it.</summary>
/// <param name="Id">
/// The version, and a hash of what is shown: the end of an organization and a change of a role change nothing about the
/// user's own version.
/// </param>
/// <param name="Json">The JSON, without a line break.</param>
internal sealed record CallerEvent(string Id, ReadOnlyMemory<byte> Json)
{
    private const int HashLength = 8;

    public static CallerEvent Of(CurrentUser me)
    {
        var output = new ArrayBufferWriter<byte>();
        CallerJson.Write(me, output);
        var json = output.WrittenSpan.ToArray();

        // Clerk's own JSON stands in it as it came. Within a JSON string a line break is escaped (RFC 8259, section 7),
        // so one that is there is white space; in an event stream it would begin another field.
        json.AsSpan().ReplaceAny(LineBreaks, (byte)' ');
        var hash = Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, HashLength));
        return new CallerEvent(string.Create(CultureInfo.InvariantCulture, $"{me.Version}-{hash}"), json);
    }

    private static readonly SearchValues<byte> LineBreaks = SearchValues.Create("\r\n"u8);
}
