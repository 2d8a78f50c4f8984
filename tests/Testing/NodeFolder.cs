using System.Diagnostics;

namespace Identity.Testing;

/// <summary>A folder of JavaScript with its packages, gone with the test.</summary>
public sealed class NodeFolder : IDisposable
{
    private readonly TempFolder _folder = new();

    private NodeFolder()
    {
    }

    public string Path => _folder.Path;

    /// <summary>Makes a folder that has a project's packages, but none of its files yet.</summary>
    /// <param name="project">The folder of the checkout with its <c>package.json</c> and lock file.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    public static async Task<NodeFolder> CreateAsync(string project, CancellationToken cancellationToken)
    {
        var packages = await NodePackages.InstallAsync(project, cancellationToken);
        var folder = new NodeFolder();
        Directory.CreateSymbolicLink(folder._folder.Combine("node_modules"), packages);
        return folder;
    }

    /// <summary>Copies a file of the checkout, or a folder with all that is in it.</summary>
    public void Copy(string path, string to)
    {
        var (from, target) = (Checkout.Combine(path), _folder.Combine(to));
        if (File.Exists(from))
        {
            File.Copy(from, target);
            return;
        }

        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = System.IO.Path.Combine(target, System.IO.Path.GetRelativePath(from, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>Writes a file.</summary>
    public void Write(string name, string text) => File.WriteAllText(_folder.Combine(name), text);

    /// <summary>Runs a script to its end, which must be good; gives the lines that it printed.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message says what it printed.</exception>
    public async Task<string[]> RunAsync(
        string script,
        IReadOnlyDictionary<string, string?> environment,
        CancellationToken cancellationToken,
        params string[] arguments)
    {
        using var node = Process.Start(Command(script, environment, arguments))!;
        var output = node.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = await node.StandardError.ReadToEndAsync(cancellationToken);
        await node.WaitForExitAsync(cancellationToken);
        if (node.ExitCode != 0) throw new InvalidOperationException($"{script} failed:\n{await output}{errors}");
        return (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Starts a script that goes on until it is disposed of.</summary>
    public NodeProcess Start(string script, IReadOnlyDictionary<string, string?> environment, params string[] arguments) =>
        new(Command(script, environment, arguments));

    public void Dispose() => _folder.Dispose();

    private ProcessStartInfo Command(
        string script, IReadOnlyDictionary<string, string?> environment, string[] arguments)
    {
        var start = new ProcessStartInfo(NodeProgram.Node, [script, .. arguments])
        {
            WorkingDirectory = Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return start;
    }
}
