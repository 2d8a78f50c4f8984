using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Identity.Browser.Tests.EmulatorPage;

/// <summary>The emulator's page, as somebody uses it.</summary>
public sealed class EmulatorPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task SignIn_User_ShowsTheFrontsAnswer()
    {
        await using var emulator = await EmulatorWithFront.StartAsync();
        var page = await OpenAsync(emulator);

        await Button(page, "Sign in: Ada Okafor").ClickAsync();

        await Expect(page.Locator("#answer-status")).ToHaveTextAsync("200");
        await Expect(page.Locator("#answer-body")).ToContainTextAsync("\"last_name\": \"Okafor\"");
        await Expect(Row(page, "Ada Okafor")).ToContainTextAsync("signed in");
        await Expect(page.Locator("#told")).ToContainTextAsync("The front has taken the webhook.");
        await Expect(page.Locator("#deliveries li").First).ToContainTextAsync("200");
        await AssertNoFaultAsync(page);
    }

    [Fact]
    public async Task Edit_Name_ReachesTheFront()
    {
        await using var emulator = await EmulatorWithFront.StartAsync();
        var page = await OpenAsync(emulator);
        await Button(page, "Sign in: Ada Okafor").ClickAsync();
        await Expect(page.Locator("#answer-status")).ToHaveTextAsync("200");

        await Button(page, "Edit: Ada Okafor").ClickAsync();
        await page.GetByLabel("Last name").FillAsync("Lovelace");
        await page.GetByLabel("Public metadata").FillAsync("{\"plan\":");
        await page.Locator("#edit-save").ClickAsync();
        await Expect(page.Locator("#edit-fault")).ToHaveTextAsync("Public metadata is not JSON.");
        await page.GetByLabel("Public metadata").FillAsync("{\"plan\":\"team\"}");
        await page.Keyboard.PressAsync("Tab");
        await page.Locator("#edit-save").ClickAsync();

        await Expect(Row(page, "Ada Lovelace")).ToBeVisibleAsync();
        await Expect(page.Locator("#answer-body")).ToContainTextAsync("Lovelace");
        await Expect(page.Locator("#answer-body")).ToContainTextAsync("\"plan\": \"team\"");
        await AssertNoFaultAsync(page);
    }

    [Fact]
    public async Task Edit_TakenEmail_SaysSoInTheDialog()
    {
        await using var emulator = await EmulatorWithFront.StartAsync();
        var page = await OpenAsync(emulator);

        await Button(page, "Edit: Ada Okafor").ClickAsync();
        await page.GetByLabel("E-mail address").FillAsync("kenji@northwind.example");
        await page.Locator("#edit-save").ClickAsync();

        await Expect(page.Locator("#edit-fault")).ToHaveTextAsync("Another user has this email_address.");
        await Expect(page.Locator("#edit-dialog")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Ban_SignedIn_FrontRefuses()
    {
        await using var emulator = await EmulatorWithFront.StartAsync();
        var page = await OpenAsync(emulator);
        await Button(page, "Sign in: Kenji Sato").ClickAsync();
        await Expect(page.Locator("#answer-status")).ToHaveTextAsync("200");

        await Button(page, "Ban: Kenji Sato").ClickAsync();

        await Expect(page.Locator("#answer-status")).ToHaveTextAsync("401");
        await Expect(Row(page, "Kenji Sato")).ToContainTextAsync("banned");
        await Expect(Row(page, "Kenji Sato")).Not.ToContainTextAsync("signed in");
        await Expect(Button(page, "Sign in: Kenji Sato")).ToBeDisabledAsync();
        await Button(page, "Unban: Kenji Sato").ClickAsync();
        await Expect(Button(page, "Sign in: Kenji Sato")).ToBeEnabledAsync();
        await AssertNoFaultAsync(page);
    }

    [Fact]
    public async Task Revoke_Session_FrontRefuses()
    {
        await using var emulator = await EmulatorWithFront.StartAsync();
        var page = await OpenAsync(emulator);
        await Button(page, "Sign in: Ada Okafor").ClickAsync();
        await Expect(page.Locator("#answer-status")).ToHaveTextAsync("200");

        await Button(page, "Revoke session: Ada Okafor").ClickAsync();

        await Expect(page.Locator("#answer-status")).ToHaveTextAsync("401");
        await Expect(page.Locator("#answer-meaning")).ToHaveTextAsync("The front refuses this token.");
        await Expect(Button(page, "Revoke session: Ada Okafor")).ToBeDisabledAsync();
    }

    [Fact]
    public async Task Delete_User_AsksFirst()
    {
        await using var emulator = await EmulatorWithFront.StartAsync();
        var page = await OpenAsync(emulator);

        await Button(page, "Delete: Mira Lindqvist").ClickAsync();
        await Expect(page.Locator("#delete-dialog")).ToContainTextAsync("Mira Lindqvist");
        await page.Keyboard.PressAsync("Escape");
        await Expect(Row(page, "Mira Lindqvist")).ToBeVisibleAsync();
        await Button(page, "Delete: Mira Lindqvist").ClickAsync();
        await page.Locator("#delete-dialog").GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();

        await Expect(Row(page, "Mira Lindqvist")).ToHaveCountAsync(0);
        await Expect(page.Locator("#deliveries li").First).ToContainTextAsync("user.deleted");
        await Expect(page.Locator("#new-user")).ToBeFocusedAsync();
        await AssertNoFaultAsync(page);
    }

    [Fact]
    public async Task NewUser_EmptyInstance_IsTheFirst()
    {
        await using var emulator = await EmulatorWithFront.StartAsync(seed: false);
        var page = await OpenAsync(emulator);
        await Expect(page.Locator("#no-users")).ToBeVisibleAsync();

        await page.Locator("#new-user").ClickAsync();
        await page.GetByLabel("First name").FillAsync("<b>Noor</b>");
        await page.GetByLabel("E-mail address").FillAsync("noor@northwind.example");
        await page.Keyboard.PressAsync("Enter");

        // A name is text, whatever it looks like.
        await Expect(Row(page, "<b>Noor</b>")).ToBeVisibleAsync();
        await Expect(page.Locator("#no-users")).ToBeHiddenAsync();
        await AssertNoFaultAsync(page);
    }

    [Fact]
    public async Task Organization_Chosen_IsInTheFrontsAnswer()
    {
        await using var emulator = await EmulatorWithFront.StartAsync();
        var page = await OpenAsync(emulator);
        await Button(page, "Sign in: Ada Okafor").ClickAsync();
        await Expect(page.Locator("#answer-status")).ToHaveTextAsync("200");

        await page.GetByLabel("Acting for").SelectOptionAsync(
            new SelectOptionValue { Label = "Northwind Labs (org:admin)" });

        await Expect(page.Locator("#answer-body")).ToContainTextAsync("\"slug\": \"northwind-labs\"");
    }

    [Fact]
    public async Task Front_Down_IsShownAsSuch()
    {
        await using var emulator = await EmulatorWithFront.StartAsync(withFront: false);
        var page = await OpenAsync(emulator);

        await Button(page, "Sign in: Ada Okafor").ClickAsync();

        await Expect(page.Locator("#answer-status")).ToHaveTextAsync("no answer");
        await Expect(page.Locator("#answer-meaning")).ToContainTextAsync("127.0.0.1:1 does not answer");
        await Expect(page.Locator("#webhook-target")).ToContainTextAsync("None are sent");
    }

    [Fact]
    public async Task Keyboard_SignIn_KeepsItsPlaceWhileThePageRefreshes()
    {
        await using var emulator = await EmulatorWithFront.StartAsync();
        var page = await OpenAsync(emulator);

        await Button(page, "Sign in: Ada Okafor").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#answer-status")).ToHaveTextAsync("200");

        await Expect(Button(page, "Sign in: Ada Okafor")).ToBeFocusedAsync();
    }

    private async Task<IPage> OpenAsync(EmulatorWithFront emulator)
    {
        var page = await chromium.OpenAsync(emulator.Url);
        page.SetDefaultTimeout(15_000);
        await Expect(page.Locator("#webhook-target")).Not.ToBeEmptyAsync();
        return page;
    }

    private static async Task AssertNoFaultAsync(IPage page) =>
        await Expect(page.Locator("#failed")).ToBeEmptyAsync();

    private static ILocator Button(IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    private static ILocator Row(IPage page, string name) =>
        page.Locator("#users tr").Filter(new LocatorFilterOptions { HasText = name });
}
