using Identity.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Identity.Silo.Orleans;

/// <summary>
/// Orleans' connections. Membership has its own few: whether a silo lives must not wait behind grains that are read.
/// </summary>
internal sealed class ClusterDatabase(IOptions<StorageOptions> options) : IAsyncDisposable
{
    /// <summary>What Orleans calls this kind of database.</summary>
    public const string Invariant = "Npgsql";

    private const int MembershipConnections = 4;
    private static readonly TimeSpan MembershipTimeout = TimeSpan.FromSeconds(2);

    public NpgsqlDataSource Grains { get; } = Create(options.Value, options.Value.CommandTimeout, most: null);

    public NpgsqlDataSource Membership { get; } = Create(options.Value, MembershipTimeout, MembershipConnections);

    public async ValueTask DisposeAsync()
    {
        await Grains.DisposeAsync();
        await Membership.DisposeAsync();
    }

    private static NpgsqlDataSource Create(StorageOptions options, TimeSpan patience, int? most)
    {
        var timeout = Math.Max(1, (int)patience.TotalSeconds);
        var builder = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            Timeout = timeout,
            CommandTimeout = timeout,
        };
        if (most is { } size) (builder.MaxPoolSize, builder.MinPoolSize) = (size, 1);
        builder.ApplicationName ??= "identity";
        return NpgsqlDataSource.Create(builder);
    }
}
