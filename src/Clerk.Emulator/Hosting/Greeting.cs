namespace Identity.Clerk.Emulator.Hosting;

/// <summary>What somebody who starts the emulator by hand wants to type next.</summary>
internal static class Greeting
{
    public static string For(EmulatorOptions options, string? settingsPath)
    {
        var emulator = options.Url.GetLeftPart(UriPartial.Authority);
        var front = options.FrontUrl.GetLeftPart(UriPartial.Authority);
        var settings = settingsPath is null
            ? "The front's settings: start with --settings-file <file>."
            : $"The front's settings are in {settingsPath}.";
        return $"""
            A local Clerk, for development and tests. Never for production.

              Page      {emulator}/
              A token   TOKEN=$(curl -s -X POST {emulator}/emulator/token/ada)
              Who am I  curl -s -H "Authorization: Bearer $TOKEN" {front}/identity/me
              Revoke    curl -s -X POST {emulator}/emulator/users/ada/sessions/revoke

            {settings}

            """;
    }
}
