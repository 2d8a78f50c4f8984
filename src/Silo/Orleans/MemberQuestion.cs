using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Identity.Silo.Orleans;

/// <summary>Asks the database whether this silo is still a member, and what was written since the last answer.</summary>
internal sealed class MemberQuestion(
    ClusterDatabase database, ILocalSiloDetails silo, IOptions<ClusterOptions> cluster)
{
    // One statement sees one moment. What commits later was begun by a transaction that isn't older than the oldest one
    // that runs now, so the next question misses nothing.
    private const string Sql =
        """
        SELECT pg_snapshot_xmin(pg_current_snapshot())::text, m.status,
          s.graintypestring, s.grainidextensionstring, s.version
        FROM (SELECT 1) AS now
        LEFT JOIN orleansmembershiptable m
          ON m.deploymentid = $1 AND m.address = $2 AND m.port = $3 AND m.generation = $4
        LEFT JOIN orleansstorage s ON s.changedin >= $5::text::xid8 AND s.serviceid = $6
        """;

    private string? _horizon;

    public async Task<MemberReport> AskAsync(CancellationToken cancellationToken)
    {
        await using var command = database.Membership.CreateCommand(Sql);
        var address = silo.SiloAddress;
        Add(cluster.Value.ClusterId);
        Add(address.Endpoint.Address.ToString());
        Add(address.Endpoint.Port);
        Add(address.Generation);
        Add(_horizon);
        Add(cluster.Value.ServiceId);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var report = await ReadAsync(row, cancellationToken);
        _horizon = report.Horizon;
        return report;

        void Add<T>(T value) => command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
    }

    private static async Task<MemberReport> ReadAsync(NpgsqlDataReader row, CancellationToken cancellationToken)
    {
        await row.ReadAsync(cancellationToken);
        var horizon = row.GetString(0);
        SiloStatus? status = row.IsDBNull(1) ? null : (SiloStatus)row.GetInt32(1);
        var changes = ImmutableArray.CreateBuilder<(StateKey, int)>();
        do
        {
            if (!row.IsDBNull(2))
                changes.Add((new StateKey(row.GetString(2), IdSpan.Create(row.GetString(3))), row.GetInt32(4)));
        }
        while (await row.ReadAsync(cancellationToken));
        return new MemberReport(status, horizon, changes.ToImmutable());
    }
}
