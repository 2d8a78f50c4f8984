namespace Identity.WebFront.Tests.ReadApi.Writes;

/// <summary>A request as Clerk got it.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">Path and query to the letter.</param>
/// <param name="Headers">Sorted lines.</param>
/// <param name="Body">The body.</param>
public sealed record SentRequest(string Method, string Target, IReadOnlyList<string> Headers, string Body);
