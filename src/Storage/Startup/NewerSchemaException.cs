namespace Identity.Storage.Startup;

/// <summary>The database's schema is newer than this program. Schemas only ever go forward.</summary>
public sealed class NewerSchemaException(int found, int known)
    : Exception(
        $"The database has schema version {found}, and this program knows versions up to {known}. Run the version that "
        + "migrated the database, or a newer one; or restore the backup from before that.");
