using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Identity.Browser.Tests.EmulatorPage;

/// <summary>
/// The page in the sizes and colours it is made for. Pictures go to the folder that BROWSER_PICTURES names.
/// </summary>
public sealed class EmulatorPageLooksTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    [InlineData(900, ColorScheme.Light)]
    [InlineData(400, ColorScheme.Light)]
    [InlineData(400, ColorScheme.Dark)]
    public async Task Page_AnyWidth_NothingSticksOut(int width, ColorScheme scheme)
    {
        await using var emulator = await EmulatorWithFront.StartAsync();
        var page = await chromium.OpenAsync(emulator.Url, width, 900, scheme);
        var refused = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                refused.Add(message.Text);
        };
        await page.Locator("[data-action='ban']").Last.ClickAsync();
        await page.Locator("[data-action='sign-in']").First.ClickAsync();
        await Expect(page.Locator("#answer-status")).ToHaveTextAsync("200");
        await TakePictureAsync(page, $"page-{width}-{scheme}");
        Assert.True(await FitsAsync(page), "The page is wider than its window.");

        await page.Locator("[data-action='edit']").First.ClickAsync();
        await TakePictureAsync(page, $"edit-{width}-{scheme}");
        Assert.True(await FitsAsync(page), "The dialog is wider than its window.");
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("[data-action='delete']").First.ClickAsync();
        await TakePictureAsync(page, $"delete-{width}-{scheme}");
        Assert.Empty(refused);
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(400)]
    public async Task Page_NobodyThere_FitsToo(int width)
    {
        await using var emulator = await EmulatorWithFront.StartAsync(seed: false);
        var page = await chromium.OpenAsync(emulator.Url, width, 700);
        await Expect(page.Locator("#no-users")).ToBeVisibleAsync();

        await TakePictureAsync(page, $"empty-{width}");

        Assert.True(await FitsAsync(page), "The page is wider than its window.");
    }

    private static Task<bool> FitsAsync(IPage page) =>
        page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth");

    private static async Task TakePictureAsync(IPage page, string name)
    {
        var folder = Environment.GetEnvironmentVariable("BROWSER_PICTURES")
            ?? Path.Combine(Path.GetTempPath(), "identity-browser-pictures");
        await page.ScreenshotAsync(new PageScreenshotOptions
        {
            Path = Path.Combine(folder, name + ".png"),
            FullPage = true,
            Animations = ScreenshotAnimations.Disabled,
        });
    }
}
