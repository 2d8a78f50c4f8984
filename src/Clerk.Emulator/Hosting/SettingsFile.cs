namespace Identity.Clerk.Emulator.Hosting;

/// <summary>The settings of a front in another process, as lines that a shell or compose can read.</summary>
internal static class SettingsFile
{
    public static void Write(string path, EmulatorSettings settings)
    {
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        // A mode is given to new files only.
        File.Delete(full);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(full, options);
        writer.WriteLine($"CLERK_SECRET_KEY={settings.SecretKey}");
        writer.WriteLine($"CLERK_PUBLISHABLE_KEY={settings.PublishableKey}");
        writer.WriteLine($"CLERK_WEBHOOK_SIGNING_SECRET={settings.WebhookSigningSecret}");
        writer.WriteLine($"CLERK_API_URL={settings.ApiUrl}");

        // A publishable key says https, and the emulator's issuer is http.
        writer.WriteLine($"Authentication__Schemes__Clerk__Issuer={settings.Issuer}");
    }
}
