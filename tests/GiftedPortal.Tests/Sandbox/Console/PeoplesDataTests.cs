using GiftedPortal.Sandbox.HiBob.Model;

namespace GiftedPortal.Tests.Sandbox.Console;

public sealed class PeoplesDataTests : ConsoleTest
{
    private static readonly object Probe = new { showInactive = true, fields = new[] { "root.id", "home.familyStatus", "address.city", "internal.lifecycleStatus" } };

    [Fact]
    public async Task The_api_follows_what_the_administrator_ticks()
    {
        var credentials = await CreateServiceUser();
        var group = await CreateGroup(credentials.Id);
        await OpenPeoplesData(group);
        Browser.IsTicked("bob-audience-employed").Should().BeTrue();
        Browser.Tick("bob-audience-condition");
        Browser.Tick("bob-audience-all-statuses");
        await Browser.Follow("bob-save", "bob-edit-permissions");
        foreach (var box in new[] { "root-view", "lifecycle-view", "lifecycle-history", "home-view", "email-view", "changes-view" }) Browser.Tick("bob-permission-" + box);
        await Browser.Click("bob-save-permissions");

        using var bob = Sandbox.Bob(credentials);
        var people = await Search(bob, Probe);
        people.Should().HaveCount(1_000);
        people.All(person => person.GetProperty("home").TryGetProperty("familyStatus", out _)).Should().BeTrue();
        people.Any(person => person.TryGetProperty("address", out _)).Should().BeFalse();
        AcmeSettings.FindGroup(group.Id)!.Grants.Should().BeEquivalentTo(
            [View("root"), View("lifecycle"), Histories("lifecycle"), View("home"), View(PermissionLine.Email), View(PermissionLine.History)]);

        await Browser.Click("bob-edit-permissions");
        Browser.IsTicked("bob-permission-home-view").Should().BeTrue();
        Browser.Tick("bob-permission-home-view", false);
        await Browser.Click("bob-save-permissions");
        (await Search(bob, Probe)).Any(person => person.TryGetProperty("home", out _)).Should().BeFalse();
    }

    [Fact]
    public async Task Only_people_with_a_ticked_status_are_seen()
    {
        var credentials = await CreateServiceUser();
        var group = await CreateGroup(credentials.Id);
        Sandbox.World.SetGrants(Acme.CompanyId, group.Id, [View("root"), View("lifecycle")]);
        await OpenPeoplesData(group);
        Browser.Tick("bob-audience-condition");
        Browser.Tick("bob-status-Hired");
        await Browser.Click("bob-save");
        using var bob = Sandbox.Bob(credentials);
        var statuses = (await Search(bob, Probe)).Select(person => person.GetProperty("internal").GetProperty("lifecycleStatus").GetString()).Distinct();
        statuses.Should().Equal("Hired");
    }

    [Fact]
    public async Task Going_on_to_the_permissions_keeps_the_audience()
    {
        var group = await CreateGroup((await CreateServiceUser()).Id);
        await OpenPeoplesData(group);
        Browser.Tick("bob-audience-condition");
        Browser.Tick("bob-status-Parental leave");
        await Browser.Click("bob-edit-permissions");
        Browser.Path.Should().EndWith("/permissions");
        AcmeSettings.FindGroup(group.Id)!.Audience.Statuses.Should().Equal("Parental leave");
    }

    [Fact]
    public async Task Every_line_of_the_guide_is_there_in_Bobs_words()
    {
        await OpenPeoplesData(await CreateGroup((await CreateServiceUser()).Id));
        await Browser.Click("bob-edit-permissions");
        var labels = Browser.Page.QuerySelectorAll("[data-testid^='bob-permission-']").Select(box => box.ParentElement!.TextContent.Trim());
        labels.Should().Contain([
            "View selected employees' Address sections", "View selected employees' Address section histories", "View selected employees' email addresses",
            "View selected employees' Personal contact details sections", "Edit selected employees' Personal sections",
            "View selected employees' profile changes history", "View selected employees' Work section histories"]);
    }

    [Fact]
    public async Task A_company_with_field_level_permissions_can_close_one_field()
    {
        var globex = DemoTenants.Globex;
        using var bob = Sandbox.Bob(DemoTenants.GlobexServiceUser);
        var probe = new { showInactive = true, fields = new[] { "root.id", "personal.birthDate", "personal.shortBirthDate" } };
        await Browser.Follow("bob-company-globex", "bob-nav-groups", "bob-open-group-" + Sandbox.World.SettingsOf(globex.CompanyId).Groups[0].Id, "bob-peoples-data", "bob-edit-permissions");
        Browser.TextOf("bob-category-home").Should().Contain("Demographic", "Globex renamed the category");
        await Browser.Click("bob-fields-personal");
        Browser.Choose("bob-field-personal.birthDate-view", "false");
        await Browser.Click("bob-save-fields");
        Browser.TextOf("bob-fields-personal").Should().Contain("1 set");
        var person = (await Search(bob, probe))[0].GetProperty("personal");
        person.TryGetProperty("birthDate", out _).Should().BeFalse();
        person.TryGetProperty("shortBirthDate", out _).Should().BeTrue();

        await Browser.Click("bob-fields-personal");
        Browser.Choose("bob-field-personal.birthDate-view", "");
        await Browser.Click("bob-save-fields");
        (await Search(bob, probe))[0].GetProperty("personal").TryGetProperty("birthDate", out _).Should().BeTrue();
    }
}
