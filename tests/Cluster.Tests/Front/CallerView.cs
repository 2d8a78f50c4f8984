using System.Net;
using System.Text.Json;
using Identity.Testing;

namespace Identity.Cluster.Tests.Front;

/// <summary>What <c>/identity/me</c> says of a user.</summary>
/// <param name="Name">The first name; null when the user isn't recognised.</param>
/// <param name="UpdatedAt">The profile's time.</param>
/// <param name="Role">The role in the organization asked for; null without a membership.</param>
/// <param name="Slug">The organization's slug.</param>
/// <param name="Version">How many changes the user has seen.</param>
internal sealed record CallerView(string? Name, long UpdatedAt, string? Role, string? Slug, long Version)
{
    /// <summary>Nobody: unknown, or deleted.</summary>
    public static readonly CallerView Refused = new(null, 0, null, null, 0);

    public static async Task<CallerView> GetAsync(
        FrontProcess front, string userId, string? organizationId, CancellationToken cancellationToken)
    {
        using var answer = await front.MeAsync(userId, "sess_1", cancellationToken, organizationId);
        if (answer.StatusCode == HttpStatusCode.Unauthorized) return Refused;
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{userId}: {answer.StatusCode}\n{front.Output}");
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
        var (user, organization) = (json.RootElement.GetProperty("user"), json.RootElement.GetProperty("organization"));
        var isMember = organization.ValueKind == JsonValueKind.Object;
        return new CallerView(
            user.GetProperty("first_name").GetString(),
            user.GetProperty("updated_at").GetInt64(),
            isMember ? organization.GetProperty("role").GetString() : null,
            isMember ? organization.GetProperty("slug").GetString() : null,
            json.RootElement.GetProperty("version").GetInt64());
    }
}
