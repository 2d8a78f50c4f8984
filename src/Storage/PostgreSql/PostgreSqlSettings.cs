using Identity.Clerk.Identifiers;
using Identity.Storage.Health;
using Identity.Storage.Settings;
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

    internal static void AddTo(PostgreSqlBatch statements, SetSetting command)
    {
        statements.Add(
            """
            INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """,
            PostgreSqlValue.Of(command.Name),
            PostgreSqlValue.Of(command.Value));
        command.Result = true;
    }

    // A row comes back when the value was set.
    internal static void AddTo(PostgreSqlBatch statements, ReplaceSetting command)
    {
        if (command.Expected is { } expected)
        {
            statements.Add(
                "UPDATE settings SET value = $3 WHERE name = $1 AND value = $2 RETURNING 1",
                async row => command.Result = await row.ReadAsync(),
                PostgreSqlValue.Of(command.Name),
                PostgreSqlValue.Of(expected),
                PostgreSqlValue.Of(command.Value));
            return;
        }

        statements.Add(
            "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING RETURNING 1",
            async row => command.Result = await row.ReadAsync(),
            PostgreSqlValue.Of(command.Name),
            PostgreSqlValue.Of(command.Value));
    }
}
