using System.Diagnostics;
using System.Security.Cryptography;

namespace Identity.Testing;

/// <summary>npm packages, installed once for each lock file into <c>artifacts/node</c>.</summary>
public static class NodePackages
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Installs exactly what a lock file says (<c>npm ci</c>), without running anything of it.</summary>
    /// <param name="folder">The folder of the checkout with <c>package.json</c> and <c>package-lock.json</c>.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <returns>The path of <c>node_modules</c>.</returns>
    /// <exception cref="InvalidOperationException">npm failed; the message says what it printed.</exception>
    public static async Task<string> InstallAsync(string folder, CancellationToken cancellationToken)
    {
        string[] files = [Checkout.Combine(folder, "package.json"), Checkout.Combine(folder, "package-lock.json")];
        var hash = Convert.ToHexStringLower(SHA256.HashData([.. files.SelectMany(File.ReadAllBytes)]))[..16];
        var cache = Checkout.Combine("artifacts", "node", hash);
        var done = Path.Combine(cache, "installed");
        Directory.CreateDirectory(cache);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        await using var mine = await LockAsync(Path.Combine(cache, "lock"), patience.Token);
        if (!File.Exists(done))
        {
            foreach (var file in files) File.Copy(file, Path.Combine(cache, Path.GetFileName(file)), overwrite: true);
            await RunAsync(cache, patience.Token);
            await File.WriteAllTextAsync(done, "", patience.Token);
        }

        return Path.Combine(cache, "node_modules");
    }

    private static async Task RunAsync(string folder, CancellationToken cancellationToken)
    {
        using var npm = Process.Start(new ProcessStartInfo(
            NodeProgram.Npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = npm.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = npm.StandardError.ReadToEndAsync(cancellationToken);
        await npm.WaitForExitAsync(cancellationToken);
        if (npm.ExitCode != 0) throw new InvalidOperationException($"npm ci failed:\n{await output}{await errors}");
    }

    // Tests of several projects may want the same packages at once.
    private static async Task<FileStream> LockAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(Pause, TimeProvider.System, cancellationToken);
            }
        }
    }
}
