using System.Globalization;
using System.Text;
using Identity.Storage.GrainState;
using Identity.Storage.PostgreSql;
using Identity.Storage.Tests.Fixtures;
using Npgsql;
using NpgsqlTypes;

namespace Identity.Storage.Tests.PostgreSql;

/// <summary>Orleans' provider and our store see the same rows: here is what a silo sends, with what it finds in the table.</summary>
public sealed class OrleansQueryTests() : StorageTest(StorageProvider.PostgreSql)
{
    private static readonly GrainStateKey Key = new("user", "user_29w83sxmDNGwOuEthce5gg56FcC");

    [Fact]
    public async Task Read_WrittenByOurStore_IsFound()
    {
        await Storage.GrainState.WriteAsync(Key, Encoding.UTF8.GetBytes("ours"), null, Token);

        var (payload, version) = await ReadAsync();

        Assert.Equal("ours", payload);
        Assert.Equal(1, version);
    }

    [Fact]
    public async Task Write_ByASilo_IsReadByOurStore()
    {
        Assert.Equal(1, await WriteAsync("silo", null));
        Assert.Equal(2, await WriteAsync("silo again", 1));

        var stored = await Storage.GrainState.ReadAsync(Key, Token);

        Assert.Equal("silo again", Encoding.UTF8.GetString(stored!.Value.Payload.Span));
        Assert.Equal(2, stored.Value.Version);
        Assert.Equal(3, await Storage.GrainState.WriteAsync(Key, new byte[] { 1 }, 2, Token));
    }

    [Fact]
    public async Task Write_Conflict_GivesBackTheVersionThatWasGiven()
    {
        await WriteAsync("first", null);

        // Orleans takes an unchanged version, or none, for a conflict.
        Assert.Null(await WriteAsync("second", null));
        Assert.Equal(7, await WriteAsync("second", 7));
        Assert.Equal(("first", 1), await ReadAsync());
    }

    [Fact]
    public async Task Write_FirstWritesOfManySilos_OneWins()
    {
        var versions = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => WriteAsync($"{i}", null)));

        Assert.Single(versions, 1);
    }

    [Fact]
    public async Task Clear_ByASilo_LeavesAnEmptyRow()
    {
        await WriteAsync("silo", null);

        Assert.Equal(2, await RunAsync("ClearStorageKey", ReadVersion, Version(1)));
        Assert.Equal((null, 2), await ReadAsync());
        Assert.True((await Storage.GrainState.ReadAsync(Key, Token))!.Value.Payload.IsEmpty);
    }

    [Fact]
    public async Task Delete_ByASilo_TakesTheRowAway()
    {
        await WriteAsync("silo", null);

        Assert.Equal(2, await RunAsync("DeleteStorageKey", ReadVersion, Version(1)));
        Assert.Null(await Storage.GrainState.ReadAsync(Key, Token));
    }

    private static NpgsqlParameter Version(int? version) =>
        new("GrainStateVersion", NpgsqlDbType.Integer) { Value = (object?)version ?? DBNull.Value };

    private static int? ReadVersion(NpgsqlDataReader row)
    {
        var ordinal = row.GetOrdinal("NewGrainStateVersion");
        return row.IsDBNull(ordinal) ? null : row.GetInt32(ordinal);
    }

    private Task<int?> WriteAsync(string payload, int? version) => RunAsync(
        "WriteToStorageKey",
        ReadVersion,
        Version(version),
        new NpgsqlParameter("PayloadBinary", NpgsqlDbType.Bytea) { Value = Encoding.UTF8.GetBytes(payload) });

    private Task<(string? Payload, int Version)> ReadAsync() => RunAsync("ReadFromStorageKey", row =>
    {
        var payload = row.GetOrdinal("PayloadBinary");
        return (
            row.IsDBNull(payload) ? null : Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(payload)),
            int.Parse($"{row["Version"]}", CultureInfo.InvariantCulture));
    });

    private async Task<T> RunAsync<T>(string query, Func<NpgsqlDataReader, T> read, params NpgsqlParameter[] parameters)
    {
        await using var connection = new NpgsqlConnection(Database.ConnectionString);
        await connection.OpenAsync(Token);
        await using var find = new NpgsqlCommand("SELECT querytext FROM orleansquery WHERE querykey = $1", connection);
        find.Parameters.Add(new NpgsqlParameter { Value = query });
        var sql = (string)(await find.ExecuteScalarAsync(Token))!;
#pragma warning disable CA2100 // It is what our schema put there.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        command.Parameters.AddRange(parameters);
        command.Parameters.AddWithValue("GrainIdHash", OrleansHash.OfKey(Key.GrainKey));
        command.Parameters.AddWithValue("GrainIdN0", 0L);
        command.Parameters.AddWithValue("GrainIdN1", 0L);
        command.Parameters.AddWithValue("GrainTypeHash", OrleansHash.OfType(Key.StateName));
        command.Parameters.AddWithValue("GrainTypeString", Key.StateName);
        command.Parameters.AddWithValue("GrainIdExtensionString", Key.GrainKey);
        command.Parameters.AddWithValue("ServiceId", "identity");
        await using var row = await command.ExecuteReaderAsync(Token);
        Assert.True(await row.ReadAsync(Token));
        return read(row);
    }
}
