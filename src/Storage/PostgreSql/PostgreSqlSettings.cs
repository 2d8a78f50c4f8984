using Identity.Clerk.Identifiers;
using Identity.Storage.Health;
using Identity.Storage.Startup;

namespace Identity.Storage.PostgreSql;

/// <summary>Writes the rows that belong to the database as a whole.</summary>
internal static class PostgreSqlSettings
{
    internal static void AddTo(PostgreSqlBatch statements, ProbeCommand command)
    {
        statements.Add(
            "INSERT INTO heartbeat (id, at) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET at = excluded.at",
            PostgreSqlValue.Of(command.Now));
        command.Result = true;
    }

    internal static void AddTo(PostgreSqlBatch statements, PinInstance command)
    {
        statements.Add(
            "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
            PostgreSqlValue.Of(PinInstance.SettingName),
            PostgreSqlValue.Of(command.Candidate.Value));
        // A statement of its own: the first doesn't see a row that another process committed while it waited.
        statements.Add(
            "SELECT value FROM settings WHERE name = $1",
            async row =>
            {
                await row.ReadAsync();
                command.Result = InstanceId.Parse(row.GetString(0));
            },
            PostgreSqlValue.Of(PinInstance.SettingName));
    }
}
