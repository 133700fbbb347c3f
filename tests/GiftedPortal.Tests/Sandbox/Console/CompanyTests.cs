using System.Net;
using GiftedPortal.Sandbox.HiBob.Model;

namespace GiftedPortal.Tests.Sandbox.Console;

public sealed class CompanyTests : ConsoleTest
{
    private Tenant Now => Sandbox.World.FindTenant(Acme.CompanyId)!;

    [Fact]
    public async Task The_company_can_be_made_another_one_and_taken_back()
    {
        await OpenCompany();
        Browser.Choose("bob-dialect", "FieldLevel");
        Browser.Fill("bob-employees", "17");
        Browser.Fill("bob-own-status", " Sabbatical ");
        Browser.Tick("bob-one-row");
        Browser.Tick("bob-quirk-RowsInWrapper");
        await Browser.Click("bob-save-company");

        (Now.Dialect, Now.People.Count, Now.Quirks).Should().Be((PermissionDialect.FieldLevel, 17, new Quirks { RowsInWrapper = true }));
        AcmeSettings.Changes.OneRowEach.Should().BeTrue();
        AcmeSettings.Changes.OwnStatus.Should().Be("Sabbatical");
        Browser.IsTicked("bob-quirk-RowsInWrapper").Should().BeTrue();
        await Browser.Click("bob-reset-company");
        AcmeSettings.Changes.Should().Be(TenantChanges.None);
        Browser.Find("bob-employees").GetAttribute("value").Should().Be("1000");
    }

    [Fact]
    public async Task Categories_and_fields_can_be_renamed_moved_and_added()
    {
        await OpenCompany();
        Browser.Choose("bob-rename-category", "home");
        Browser.Fill("bob-rename-name", "Demographic");
        await Browser.Click("bob-rename");
        Browser.Choose("bob-move-field", "home.mobilePhone");
        Browser.Choose("bob-move-category", "home");
        await Browser.Click("bob-move");
        Browser.Fill("bob-category-name", "Merchandise");
        await Browser.Click("bob-add-category");
        var category = Now.Fields.Categories[^1];
        Browser.Fill("bob-field-name", "Shirt size");
        Browser.Choose("bob-field-category", category.Id);
        await Browser.Click("bob-add-field");

        Now.Fields.Categories.Single(item => item.Id == "home").Name.Should().Be("Demographic");
        Now.Fields.Find("home.mobilePhone")!.CategoryId.Should().Be("home");
        category.Name.Should().Be("Merchandise");
        Now.Fields.Fields[^1].Should().Match<Field>(field => field.Name == "Shirt size" && field.CategoryId == category.Id && field.IsCustom);
    }

    [Fact]
    public async Task What_cannot_be_is_said_and_changes_nothing()
    {
        await OpenCompany();
        Browser.Fill("bob-category-name", "   ");
        await Browser.Click("bob-add-category");
        Browser.Status.Should().Be(HttpStatusCode.BadRequest);
        Browser.Has("bob-company-refused").Should().BeTrue();
        AcmeSettings.Changes.Should().Be(TenantChanges.None);
    }

    private Task OpenCompany() => Browser.Follow("bob-nav-controls", "bob-company-controls");
}
