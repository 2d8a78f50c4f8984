using System.Net;
using Identity.WebFront.ForwardAuth;
using Identity.WebFront.Hosting;

namespace Identity.WebFront.Tests.ForwardAuth;

public class TrustedNetworksTests
{
    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.8.9.1", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("10.0.0.1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::2", false)]
    public void Contain_ByDefault_LoopbackAlone(string peer, bool expected) =>
        Assert.Equal(expected, new TrustedNetworks([]).Contain(IPAddress.Parse(peer)));

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("11.1.2.3", false)]
    [InlineData("192.0.2.7", true)]
    [InlineData("192.0.2.8", false)]
    [InlineData("fd00::9", true)]
    [InlineData("127.0.0.1", false)] // those that are named replace the default
    public void Contain_Named_ThoseAlone(string peer, bool expected) => Assert.Equal(
        expected, new TrustedNetworks(["10.0.0.0/8", "192.0.2.7", "fd00::/8"]).Contain(IPAddress.Parse(peer)));

    [Fact]
    public void Contain_PeerWithoutAddress_IsNotTrusted() =>
        Assert.False(new TrustedNetworks(["0.0.0.0/0", "::/0"]).Contain(null));

    [Theory]
    [InlineData("10.0.0.1/8")]
    [InlineData("10.0.0.0/33")]
    [InlineData("proxy")]
    [InlineData("")]
    [InlineData(null)]
    public void TryParse_NoNetwork_IsRefused(string? text) => Assert.False(TrustedNetworks.TryParse(text, out _));

    [Theory]
    [InlineData("203.0.113.77", "203.0.113.0/24")]
    [InlineData("::ffff:203.0.113.77", "203.0.113.0/24")]
    [InlineData("2001:db8:1:2:3::4", "2001:db8:1::/48")]
    public void NetworkOf_Address_KeepsThePersonOut(string peer, string expected) =>
        Assert.Equal(expected, Peer.NetworkOf(IPAddress.Parse(peer)));
}
