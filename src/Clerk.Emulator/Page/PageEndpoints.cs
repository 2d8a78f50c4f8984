using Identity.Clerk.Emulator.Hosting;

namespace Identity.Clerk.Emulator.Page;

/// <summary>One page, its style and its scripts, out of the assembly.</summary>
internal static class PageEndpoints
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void MapPage(this WebApplication application)
    {
        Map(application, "/", "index.html", "text/html; charset=utf-8");
        Map(application, "/page.css", "page.css", "text/css; charset=utf-8");
        foreach (var script in new[] { "page.js", "roles.js", "faults.js" })
            Map(application, "/" + script, script, "text/javascript; charset=utf-8");
    }

    private static void Map(WebApplication application, string path, string name, string contentType)
    {
        var content = Read(name);
        application.MapGet(path, context =>
        {
            context.Response.Headers.ContentSecurityPolicy = Policy;
            context.Response.Headers["Referrer-Policy"] = "no-referrer";
            context.Response.Headers.XFrameOptions = "DENY";
            return Answers.WriteAsync(context, StatusCodes.Status200OK, contentType, content);
        });
    }

    private static string Read(string name)
    {
        using var stream = typeof(PageEndpoints).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly has no resource '{name}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
