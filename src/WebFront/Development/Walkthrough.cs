namespace Identity.WebFront.Development;

/// <summary>The lines that a newcomer can paste.</summary>
internal sealed class Walkthrough(Uri front, Uri emulator)
{
    /// <summary>Where a token for the seeded user can be had.</summary>
    public Uri TokenUrl { get; } = new(emulator, "/emulator/token/ada");

    /// <summary>Where the front says who that is.</summary>
    public Uri CallerUrl { get; } = new(front, "/identity/me");

    /// <summary>The lines, with a token that is good for a minute in them.</summary>
    public string Lines(string token) => $"""

        The identity cluster listens on {front}. A local Clerk with invented users has a page at
        {emulator}

        Who is calling? This token is Ada's, and good for 60 seconds:
          curl -s {CallerUrl} -H "Authorization: Bearer {token}"

        A fresh token, at any time:
          TOKEN=$(curl -s -X POST {TokenUrl})
          curl -s {CallerUrl} -H "Authorization: Bearer $TOKEN"

        Revoke her session by a signed webhook; the same token is refused on the next request:
          curl -s -X POST {emulator}emulator/users/ada/sessions/revoke
          curl -si {CallerUrl} -H "Authorization: Bearer $TOKEN"

        """;
}
