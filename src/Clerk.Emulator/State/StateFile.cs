using System.Text.Encodings.Web;
using System.Text.Json;
using Identity.Clerk.Emulator.Instances;
using Identity.Clerk.Emulator.Keys;

namespace Identity.Clerk.Emulator.State;

/// <summary>
/// The file of keys, users and undelivered webhooks; replaced as a whole, so that a reader never sees half of it.
/// </summary>
internal sealed class StateFile(string path)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
    };

    private readonly string _path = Path.GetFullPath(path);

    public static StateFile? For(EmulatorOptions options) =>
        options.StatePath is { } path ? new StateFile(path) : null;

    /// <summary>
    /// The stored state, or a new one with keys of its own, stored already when there is a file for it.
    /// </summary>
    public static StateDocument LoadOrCreate(EmulatorOptions options)
    {
        var file = For(options);
        if (file?.Load() is { } stored)
            return stored;
        if (file is null && options.Prepared is { } prepared)
            return prepared;

        var created = new StateDocument
        {
            Version = StateDocument.CurrentVersion,
            Keys = EmulatorKeys.Create(TimeProvider.System.GetUtcNow()),
            Instance = InstanceState.Empty,
            Outbox = [],
        };
        file?.Save(created);
        return created;
    }

    /// <summary>Bytes; 0 when there is no file.</summary>
    public long Length => File.Exists(_path) ? new FileInfo(_path).Length : 0;

    /// <returns>How many bytes the file has now.</returns>
    public long Save(StateDocument document)
    {
        long length;
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        using (var stream = new FileStream(Temporary, ForWriting()))
        {
            JsonSerializer.Serialize(stream, document, Json);
            stream.Flush(flushToDisk: true);
            length = stream.Length;
        }

        File.Move(Temporary, _path, overwrite: true);
        return length;
    }

    private string Temporary => _path + ".new";

    private StateDocument? Load()
    {
        if (!File.Exists(_path))
            return null;

        try
        {
            using var stream = File.OpenRead(_path);
            var document = JsonSerializer.Deserialize<StateDocument>(stream, Json);
            if (document?.Version != StateDocument.CurrentVersion)
                throw Unreadable($"its version is {document?.Version}", cause: null);
            return document.Keys.Fault() is { } fault ? throw Unreadable(fault, cause: null) : document;
        }
        catch (JsonException exception)
        {
            throw Unreadable(exception.Message, exception);
        }
    }

    private InvalidDataException Unreadable(string reason, Exception? cause) =>
        new(
            $"'{_path}' is not a state file of this emulator ({reason}). Delete it to begin anew, with new keys.",
            cause);

    // A left-over of a killed process may have any mode, and a mode is given to new files only.
    private FileStreamOptions ForWriting()
    {
        File.Delete(Temporary);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
