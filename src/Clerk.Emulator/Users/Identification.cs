namespace Identity.Clerk.Emulator.Users;

/// <summary>An e-mail address or a phone number, with its <c>idn_</c> id.</summary>
internal sealed record Identification(string Id, string Value, long CreatedAt);
