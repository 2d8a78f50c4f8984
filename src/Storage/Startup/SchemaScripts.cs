using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Identity.Storage.Startup;

/// <summary>The steps of a schema, from files <c>NNNN_name.sql</c> that are part of the assembly.</summary>
internal static class SchemaScripts
{
    /// <summary>All steps of one database's folder, in order.</summary>
    internal static ImmutableArray<SchemaScript> Load(string folder)
    {
        var assembly = typeof(SchemaScripts).Assembly;
        var prefix = $"{typeof(StorageOptions).Namespace}.{folder}.Schema.";
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Select(name => new SchemaScript(VersionOf(name[prefix.Length..]), Read(name)))
                .OrderBy(script => script.Version),
        ];

        string Read(string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            return reader.ReadToEnd();
        }
    }

    /// <summary>The steps that a database of this version still needs.</summary>
    /// <exception cref="NewerSchemaException">The database is ahead of the program.</exception>
    internal static ImmutableArray<SchemaScript> After(ImmutableArray<SchemaScript> scripts, int version)
    {
        var known = scripts[^1].Version;
        if (version > known) throw new NewerSchemaException(version, known);
        return [.. scripts.Where(script => script.Version > version)];
    }

    private static int VersionOf(string file) =>
        int.Parse(file.AsSpan(0, file.IndexOf('_', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
}
