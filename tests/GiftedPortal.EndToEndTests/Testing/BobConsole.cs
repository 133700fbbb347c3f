using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GiftedPortal.EndToEndTests.Testing;

/// <summary>The Bob side of the story, played by hand in the sandbox's console in another tab.</summary>
internal sealed class BobConsole(IPage tab, string address)
{
    /// <summary>Every box that the guide names, by the console's test ids.</summary>
    public static readonly IReadOnlyList<string> AllBoxes =
    [
        "root-view", "work-view", "work-history", "address-view", "address-history", "email-view", "employment-view", "employment-history",
        "changes-view", "home-view", "identification-view", "lifecycle-view", "lifecycle-history", "personal-view", "personalContact-view",
    ];

    private string? _group;

    public async Task<(string Id, string Token)> CreateServiceUserAsync()
    {
        await tab.GotoAsync(address);
        await ClickAsync("bob-nav-integrations");
        // connected once, it stays so
        await Expect(tab.GetByTestId("bob-connect").Or(tab.GetByTestId("bob-manage"))).ToBeVisibleAsync();
        if (await tab.GetByTestId("bob-connect").IsVisibleAsync())
        {
            await ClickAsync("bob-connect");
        }

        if (await tab.GetByTestId("bob-manage").IsVisibleAsync())
        {
            await ClickAsync("bob-manage");
        }

        await ClickAsync("bob-new-service-user");
        await tab.GetByTestId("bob-name").FillAsync("Gifted Service User");
        await tab.GetByTestId("bob-display-name").FillAsync("Gifted Integration");
        await ClickAsync("bob-next");
        return (await tab.GetByTestId("bob-service-user-id").InnerTextAsync(), await tab.GetByTestId("bob-token").InnerTextAsync());
    }

    public async Task CreateGroupAsync(string serviceUserId, string name = "Gifted")
    {
        await ClickAsync("bob-nav-groups");
        await ClickAsync("bob-create-group");
        await tab.GetByTestId("bob-group-name").FillAsync(name);
        await ClickAsync("bob-remove-condition");
        await tab.GetByTestId($"bob-member-{serviceUserId}").CheckAsync();
        await ClickAsync("bob-apply");
        await ClickAsync("bob-save");
        await tab.GetByRole(AriaRole.Link, new() { Name = name }).First.ClickAsync();
        await Expect(tab.GetByTestId("bob-peoples-data")).ToBeVisibleAsync();
        _group = tab.Url;
        await ClickAsync("bob-peoples-data");
        await tab.GetByTestId("bob-audience-condition").CheckAsync();
        await ClickAsync("bob-audience-all-statuses");
        await ClickAsync("bob-save");
    }

    /// <summary>Ticks further permissions and saves.</summary>
    public Task TickAsync(IReadOnlyList<string> permissions) => SetAsync(permissions, ticked: true);

    /// <summary>Takes permissions away again.</summary>
    public Task UntickAsync(IReadOnlyList<string> permissions) => SetAsync(permissions, ticked: false);

    private async Task SetAsync(IReadOnlyList<string> permissions, bool ticked)
    {
        await tab.GotoAsync(_group!);
        await ClickAsync("bob-peoples-data");
        await ClickAsync("bob-edit-permissions");
        foreach (var permission in permissions)
        {
            await tab.GetByTestId($"bob-permission-{permission}").SetCheckedAsync(ticked);
        }

        await ClickAsync("bob-save-permissions");
        await Expect(tab.GetByTestId("bob-save-permissions")).Not.ToBeVisibleAsync();
    }

    private Task ClickAsync(string testId) => tab.GetByTestId(testId).ClickAsync();
}
