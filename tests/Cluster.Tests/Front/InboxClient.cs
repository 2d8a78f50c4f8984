using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Identity.Testing;

namespace Identity.Cluster.Tests.Front;

/// <summary>The inbox of a running front, seen from outside through <c>/admin/inbox</c>.</summary>
internal sealed class InboxClient(FrontProcess front)
{
    public const string Key = "an-operators-key-of-the-cluster-tests";

    /// <summary>How long a backlog may take to drain; what a fault held up rests for up to 30 s in between.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>The row; null when there is none.</summary>
    public async Task<InboxRow?> FindAsync(string id, CancellationToken cancellationToken)
    {
        using var answer = await front.GetAsync($"/admin/inbox/{id}", Key, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound) return null;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<InboxRow>(cancellationToken);
    }

    /// <summary>All rows, or those in a state.</summary>
    public async Task<List<InboxRow>> ListAsync(CancellationToken cancellationToken, string? state = null)
    {
        var rows = new List<InboxRow>();
        var query = "?limit=500" + (state is null ? "" : $"&state={state}");
        string? after = null;
        var cursors = new HashSet<string?>();
        do
        {
            Assert.True(cursors.Add(after), $"'{after}' comes for the second time.");
            var page = await GetAsync(query + (after is null ? "" : $"&after={after}"), cancellationToken);
            rows.AddRange(page.GetProperty("data").Deserialize<InboxRow[]>(JsonSerializerOptions.Web)!);
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (after is not null);
        return rows;
    }

    /// <summary>Waits until nothing is pending any more.</summary>
    public async Task DrainedAsync(CancellationToken cancellationToken)
    {
        var pending = "";
        await Patience.UntilAsync(
            async () =>
            {
                var data = (await GetAsync("?state=pending&limit=1", cancellationToken)).GetProperty("data");
                pending = data.GetRawText();
                return data.GetArrayLength() == 0;
            },
            cancellationToken,
            () => $"{pending}\n{front.Output}",
            Longest);
    }

    /// <summary>Has a delivery read and applied again; gives what became of it.</summary>
    /// <param name="id">The message.</param>
    /// <param name="how"><c>replay</c>, or <c>release</c> from quarantine.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<string?> ReplayAsync(string id, string how, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/admin/inbox/{id}/{how}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        using var answer = await front.Http.SendAsync(request, cancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return json.GetProperty("status").GetString();
    }

    private async Task<JsonElement> GetAsync(string query, CancellationToken cancellationToken)
    {
        using var answer = await front.GetAsync("/admin/inbox" + query, Key, cancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{answer.StatusCode}\n{front.Output}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
    }
}
