namespace GiftedPortal.Tests.Sandbox.Console;

public sealed class GroupTests : ConsoleTest
{
    [Fact]
    public async Task A_group_has_the_service_user_alone_when_the_condition_is_removed()
    {
        var credentials = await CreateServiceUser();
        var group = await CreateGroup(credentials.Id);
        group.Name.Should().Be("Gifted");
        group.Members.EveryoneEmployed.Should().BeFalse();
        group.Members.ServiceUserIds.Should().Equal(credentials.Id);
        Browser.Has("bob-open-group-" + group.Id).Should().BeTrue();
    }

    [Fact]
    public async Task A_condition_left_in_place_makes_every_employee_a_member_and_is_warned_of()
    {
        var credentials = await CreateServiceUser();
        await Browser.Follow("bob-nav-groups", "bob-create-group");
        Browser.Fill("bob-group-name", "Careless");
        Browser.Tick("bob-member-" + credentials.Id);
        await Browser.Click("bob-apply");
        Browser.Has("bob-members-everyone").Should().BeTrue();
        await Browser.Click("bob-save");
        AcmeSettings.Groups.Should().ContainSingle().Which.Members.EveryoneEmployed.Should().BeTrue();
    }

    [Fact]
    public async Task Removing_the_condition_keeps_what_was_typed_and_nothing_is_saved_before_Save()
    {
        var credentials = await CreateServiceUser();
        await Browser.Follow("bob-nav-groups", "bob-create-group");
        Browser.Fill("bob-group-name", "Gifted & friends");
        Browser.Tick("bob-member-" + credentials.Id);
        await Browser.Click("bob-remove-condition");
        Browser.Find("bob-group-name").GetAttribute("value").Should().Be("Gifted & friends");
        Browser.IsTicked("bob-member-" + credentials.Id).Should().BeTrue();
        Browser.Has("bob-condition").Should().BeFalse();
        await Browser.Follow("bob-apply", "bob-edit-draft", "bob-apply");
        AcmeSettings.Groups.Should().BeEmpty();
        await Browser.Click("bob-save");
        AcmeSettings.Groups.Should().ContainSingle().Which.Name.Should().Be("Gifted & friends");
    }

    [Fact]
    public async Task Members_can_be_put_right_later_without_losing_permissions()
    {
        var credentials = await CreateServiceUser();
        var careless = Sandbox.World.CreateGroup(Acme.CompanyId, "Careless");
        Sandbox.World.SetGrant(Acme.CompanyId, careless.Id, View("home"), true);
        await Browser.Follow("bob-nav-groups", "bob-open-group-" + careless.Id, "bob-edit-members", "bob-remove-condition");
        Browser.Tick("bob-member-" + credentials.Id);
        await Browser.Follow("bob-apply", "bob-save");
        var group = AcmeSettings.FindGroup(careless.Id)!;
        group.Members.EveryoneEmployed.Should().BeFalse();
        group.Members.ServiceUserIds.Should().Equal(credentials.Id);
        group.Grants.Should().Equal(View("home"));
    }

    [Fact]
    public async Task A_group_can_be_deleted()
    {
        var group = await CreateGroup((await CreateServiceUser()).Id);
        await Browser.Follow("bob-open-group-" + group.Id, "bob-delete-group");
        AcmeSettings.Groups.Should().BeEmpty();
    }
}
