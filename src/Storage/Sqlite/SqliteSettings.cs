using Identity.Clerk.Identifiers;
using Identity.Storage.Health;
using Identity.Storage.Settings;
using Identity.Storage.Startup;

namespace Identity.Storage.Sqlite;

/// <summary>Writes the rows that belong to the database as a whole.</summary>
internal static class SqliteSettings
{
    internal static void Probe(SqliteSession session, ProbeCommand command)
    {
        session.Execute(
            "INSERT INTO heartbeat (id, at) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET at = excluded.at", command.Now);
        command.Result = true;
    }

    internal static void Pin(SqliteSession session, PinInstance command)
    {
        Add(session, PinInstance.SettingName, command.Candidate.Value);
        using var row = session.Query("SELECT value FROM settings WHERE name = $1", PinInstance.SettingName);
        row.Read();
        command.Result = InstanceId.Parse(row.GetString(0));
    }

    internal static void Set(SqliteSession session, SetSetting command)
    {
        session.Execute(
            """
            INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """,
            command.Name,
            command.Value);
        command.Result = true;
    }

    internal static void Replace(SqliteSession session, ReplaceSetting command) =>
        command.Result = command.Expected is { } expected
            ? session.Execute(
                "UPDATE settings SET value = $3 WHERE name = $1 AND value = $2",
                command.Name,
                expected,
                command.Value) > 0
            : Add(session, command.Name, command.Value);

    private static bool Add(SqliteSession session, string name, string value) => session.Execute(
        "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", name, value) > 0;
}
