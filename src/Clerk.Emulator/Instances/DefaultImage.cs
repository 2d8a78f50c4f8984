using System.Buffers.Text;
using System.Text.Json.Nodes;

namespace Identity.Clerk.Emulator.Instances;

/// <summary>The address of the picture that Clerk draws for who has none. Nothing here ever asks for it.</summary>
internal static class DefaultImage
{
    public static string Url(string instanceId, string resourceId, params ReadOnlySpan<string?> names)
    {
        var initials = "";
        foreach (var name in names)
        {
            if (!string.IsNullOrEmpty(name))
                initials += char.ToUpperInvariant(name[0]);
        }

        var description = new JsonObject
        {
            ["type"] = "default",
            ["iid"] = instanceId,
            ["rid"] = resourceId,
            ["initials"] = initials,
        };
        var encoded = Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(description.ToJsonString()));
        return $"https://img.clerk.com/{encoded}";
    }
}
