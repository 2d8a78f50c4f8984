using Identity.Clerk.Emulator.Hosting;

namespace Identity.Clerk.Emulator.Tests.Hosting;

public sealed class SettingsFileTests
{
    [Fact]
    public void Write_Settings_AreAllThatAFrontInAnotherProcessNeeds()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("settings-").FullName, "clerk.env");
        var settings = ClerkEmulator.Prepare(new EmulatorOptions { StatePath = null });
        SettingsFile.Write(path, settings);

        Assert.Equal(
            [
                $"CLERK_SECRET_KEY={settings.SecretKey}",
                $"CLERK_PUBLISHABLE_KEY={settings.PublishableKey}",
                $"CLERK_WEBHOOK_SIGNING_SECRET={settings.WebhookSigningSecret}",
                "CLERK_API_URL=http://127.0.0.1:5081",
                "Authentication__Schemes__Clerk__Issuer=http://127.0.0.1:5081",
            ],
            File.ReadAllLines(path));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }
}
