using Microsoft.Extensions.Primitives;

namespace Identity.Authentication.Credentials;

/// <summary>The cookies of one name's ending, in which Clerk keeps a session in a browser.</summary>
/// <param name="Session">The session token (<c>__session</c>).</param>
/// <param name="ClientUat">
/// When the browser last signed in or out, in unix seconds; 0 for signed out (<c>__client_uat</c>).
/// </param>
internal readonly record struct CookieSet(CookieValue Session, CookieValue ClientUat)
{
    private const string SessionName = "__session";
    private const string ClientUatName = "__client_uat";

    /// <summary>Whether the browser says that it has signed out.</summary>
    public bool IsSignedOut => ClientUat.Is("0");

    /// <summary>Whether there is either of the two.</summary>
    public bool IsPresent => Session.IsPresent || ClientUat.IsPresent;

    /// <summary>Finds the cookies that end so: empty, or <c>_</c> and the instance's suffix.</summary>
    public static CookieSet Find(StringValues header, string ending) => new(
        CookieHeader.Find(header, SessionName + ending), CookieHeader.Find(header, ClientUatName + ending));
}
