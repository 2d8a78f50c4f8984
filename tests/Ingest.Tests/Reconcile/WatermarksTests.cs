using Identity.Ingest.Listings;
using Identity.Ingest.Reconcile;

namespace Identity.Ingest.Tests.Reconcile;

public class WatermarksTests
{
    [Fact]
    public void Write_Read_IsTheSame()
    {
        var marks = Watermarks.Read(null).With(Listing.Users, 7).With(Listing.Memberships, 9).With(Listing.Users, 8);
        var read = Watermarks.Read(marks.Write());
        Assert.Equal(8, read.Of(Listing.Users));
        Assert.Equal(9, read.Of(Listing.Memberships));
        Assert.Equal(0, read.Of(Listing.Organizations));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"Nonsense":1}""")]
    [InlineData("""{"Users":"late"}""")]
    public void Read_NoNoteOfOurs_BeginsAnew(string? note) => Assert.Equal(0, Watermarks.Read(note).Of(Listing.Users));
}
