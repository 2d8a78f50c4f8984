namespace Identity.WebFront.ReadApi.Requests;

internal static class ReadEndpointExtensions
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps a read. HEAD is answered as GET, and the server leaves out the body (RFC 9110, section 9.3.2).</summary>
    public static void MapRead(this RouteGroupBuilder api, string pattern, Delegate handler) =>
        api.MapMethods(pattern, Methods, handler);
}
