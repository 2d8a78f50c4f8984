using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Identity.Clerk.Identifiers;
using Identity.Storage.Inbox;

namespace Identity.WebFront.Operators;

/// <summary>A place in the list of deliveries as text that callers hand back unread.</summary>
internal static class InboxCursor
{
    private const int MaxLength = 1024;

    public static string Write(InboxPosition position) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{position.ReceivedAt} {position.InstanceId} {position.Id}")));

    public static bool TryRead(string text, out InboxPosition position)
    {
        position = default;
        if (text.Length > MaxLength || !Base64Url.IsValid(text)) return false;
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(' ');
        if (parts.Length != 3
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var receivedAt)
            || !InstanceId.TryParse(parts[1], out var instance)
            || !MessageId.TryParse(parts[2], out var id))
        {
            return false;
        }
        position = new InboxPosition(receivedAt, instance, id);
        return true;
    }
}
