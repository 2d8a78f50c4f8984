using Identity.Clerk.Identifiers;
using Identity.Storage.Health;
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
        session.Execute(
            "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
            PinInstance.SettingName,
            command.Candidate.Value);
        using var row = session.Query("SELECT value FROM settings WHERE name = $1", PinInstance.SettingName);
        row.Read();
        command.Result = InstanceId.Parse(row.GetString(0));
    }
}
