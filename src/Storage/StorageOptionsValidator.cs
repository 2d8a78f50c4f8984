using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Identity.Storage;

/// <summary>Refuses options with which nothing could be stored. Its messages never quote the connection string.</summary>
internal sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    private const int MaxServiceIdLength = 150;
    private const int MaxQueue = 1_000_000;
    private const int MaxMegabytes = 1_048_576;
    private static readonly TimeSpan MaxTimeout = TimeSpan.FromMinutes(10);

    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        var failures = Failures(options).OfType<string>().ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string?> Failures(StorageOptions options)
    {
        yield return options.Provider switch
        {
            StorageProvider.Sqlite => SqliteFailure(options.ConnectionString),
            StorageProvider.PostgreSql => PostgreSqlFailure(options.ConnectionString),
            _ => "Storage:Provider must be Sqlite or PostgreSql.",
        };
        if (options.ServiceId is not { Length: > 0 and <= MaxServiceIdLength } || options.ServiceId.Contains('\0'))
            yield return $"Storage:ServiceId must have 1 to {MaxServiceIdLength} characters.";
        if (options.MaxQueuedCommands is < 1 or > MaxQueue)
            yield return $"Storage:MaxQueuedCommands must be 1 to {MaxQueue}.";
        if (options.CommandTimeout < TimeSpan.FromSeconds(1) || options.CommandTimeout > MaxTimeout)
            yield return $"Storage:CommandTimeout must be 1 s to {MaxTimeout.TotalMinutes} min.";
        if (options.UserIndexMegabytes is < 0 or > MaxMegabytes)
            yield return $"Storage:UserIndexMegabytes must be 0 to {MaxMegabytes}.";
    }

    private static string? SqliteFailure(string? connectionString)
    {
        const string Expected = "the connection string must be one of SQLite, such as 'Data Source=data/identity.db'.";
        try
        {
            var builder = new SqliteConnectionStringBuilder(connectionString);
            if (builder.DataSource is "") return $"Storage:Provider is Sqlite, so {Expected}";
            var isFile = builder.Mode is not SqliteOpenMode.Memory
                && builder.DataSource is not ":memory:"
                && !builder.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase);
            return isFile ? null : "The SQLite data source must be the path of a file: memory is lost with the process.";
        }
        catch (ArgumentException)
        {
            return $"Storage:Provider is Sqlite, so {Expected}";
        }
    }

    private static string? PostgreSqlFailure(string? connectionString)
    {
        const string Failure =
            "Storage:Provider is PostgreSql, so ConnectionStrings:Identity must name a server, such as 'Host=db;Database=id'.";
        try
        {
            return string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(connectionString).Host) ? Failure : null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException)
        {
            return Failure;
        }
    }
}
