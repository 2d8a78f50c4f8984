namespace Identity.Storage.Startup;

/// <summary>One step of the schema: the statements that lead from the version before to this one.</summary>
internal sealed record SchemaScript(int Version, string Sql);
