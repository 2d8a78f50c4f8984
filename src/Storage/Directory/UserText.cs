namespace Identity.Storage.Directory;

/// <summary>What a text is searched in, in lower case.</summary>
/// <param name="Body">A line each for the id, the name and every identifier.</param>
/// <param name="Name">First and last name, with a space between.</param>
internal sealed record UserText(string Body, string Name);
