using System.Net;
using Identity.Testing;
using Identity.WebFront.ForwardAuth;

namespace Identity.WebFront.Tests.ForwardAuth;

public class ProxyWarningsTests
{
    [Fact]
    public void Warnings_OfBothKinds_AreEachLoggedOnceAMinute()
    {
        var clock = new ManualTimeProvider();
        var log = new LogLines<ForwardAuthHandler>();
        var warnings = new ProxyWarnings(clock, log);
        for (var i = 0; i < 3; i++)
        {
            warnings.Untrusted(IPAddress.Parse("203.0.113.77"));
            warnings.Malformed("It has no method.");
        }

        Assert.Equal([6000, 6001], log.Ids);
        clock.Advance(TimeSpan.FromMinutes(1));
        warnings.Malformed("It has no method.");
        Assert.Equal([6000, 6001, 6001], log.Ids);
    }
}
