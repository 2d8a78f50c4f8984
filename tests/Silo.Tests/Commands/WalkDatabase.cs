using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Identity.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Identity.Silo.Tests.Commands;

/// <summary>The database of a command; where Orleans runs the grains, with the silo that the command asks.</summary>
internal sealed class WalkDatabase : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string> _settings;
    private SiloSettings? _siloSettings;
    private SiloProcess? _silo;
    private PostgresDatabase? _postgres;

    private WalkDatabase() => _settings = new()
    {
        ["ConnectionStrings__Identity"] = $"Data Source={_folder.Combine("identity.db")}",
    };

    public static async Task<WalkDatabase> CreateAsync()
    {
        var database = new WalkDatabase();
        if (TestEngine.IsOrleans) await database.StartSiloAsync();
        return database;
    }

    /// <summary>Lets a command use it.</summary>
    public void Configure(ProcessStartInfo start)
    {
        start.WorkingDirectory = _folder.Path;
        foreach (var (name, value) in _settings) start.Environment[name] = value;
    }

    /// <summary>How many users there are that aren't deleted.</summary>
    public async Task<long> CountUsersAsync(CancellationToken cancellationToken)
    {
        await using var connection = TestEngine.ConnectionTo(_settings["ConnectionStrings__Identity"]);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM users WHERE NOT deleted";
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        if (_silo is not null) await _silo.DisposeAsync();
        _siloSettings?.Dispose();
        if (_postgres is not null) await _postgres.DisposeAsync();
        _folder.Dispose();
    }

    private async Task StartSiloAsync()
    {
        Assert.SkipWhen(
            PostgresDatabase.Obstacle is not null && PostgresDatabase.MayBeMissing, PostgresDatabase.Obstacle ?? "");
        _postgres = await PostgresDatabase.CreateAsync();
        _settings["Storage__Provider"] = "PostgreSql";
        _settings["ConnectionStrings__Identity"] = _postgres.ConnectionString;
        _siloSettings = new SiloSettings()
            .With("ConnectionStrings__Identity", _postgres.ConnectionString)
            .With("Cluster__SiloPort", $"{FreePort.Next()}")
            .With("Cluster__GatewayPort", $"{FreePort.Next()}");
        _silo = await SiloProcess.StartAsync(_siloSettings);
    }
}
