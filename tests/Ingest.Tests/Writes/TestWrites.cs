using System.Text;
using Identity.Clerk.Api;

namespace Identity.Ingest.Tests.Writes;

internal static class TestWrites
{
    public static BackendApiWrite Of(string method, string path, string body = "")
    {
        Assert.True(BackendApiTarget.TryParse($"/v1/{path}", out var target));
        return new BackendApiWrite { Method = method, Target = target, Body = Encoding.UTF8.GetBytes(body) };
    }
}
