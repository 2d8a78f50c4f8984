using System.Globalization;
using System.Text;
using Identity.Storage.Startup;

namespace Identity.Storage.Sqlite;

/// <summary>
/// Keeps a second process off the database by an advisory lock on a file beside it. The kernel frees it when the process
/// ends, however it ends; the file itself stays, and names the process that had it last.
/// </summary>
internal sealed class SqliteProcessLock(string databaseFile) : IDisposable
{
    private FileStream? _file;

    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    /// <exception cref="DatabaseInUseException">Another process has it.</exception>
    internal void Take()
    {
        if (_file is not null) return;
        var path = databaseFile + ".lock";
        try
        {
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new DatabaseInUseException($"{databaseFile} ({path} is locked)");
        }

        _file.SetLength(0);
        _file.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        _file.Flush();
    }
}
