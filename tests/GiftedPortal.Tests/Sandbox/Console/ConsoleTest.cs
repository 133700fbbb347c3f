using GiftedPortal.Sandbox.HiBob.Model;

namespace GiftedPortal.Tests.Sandbox.Console;

/// <summary>A running sandbox with a browser before its console, and the parts of the administrator's way that several tests need.</summary>
public abstract class ConsoleTest : BobTest
{
    private ConsoleBrowser? _browser;

    protected ConsoleBrowser Browser => _browser ??= new ConsoleBrowser(Sandbox.BaseAddress);

    protected CompanySettings AcmeSettings => Sandbox.World.SettingsOf(Acme.CompanyId);

    protected async Task<ServiceUserCredentials> CreateServiceUser()
    {
        await Browser.Follow("bob-nav-integrations", "bob-connect", "bob-manage", "bob-new-service-user");
        Browser.Fill("bob-name", "Gifted Service User");
        Browser.Fill("bob-display-name", "Gifted Integration");
        await Browser.Click("bob-next");
        return new(Browser.TextOf("bob-service-user-id"), Browser.TextOf("bob-token"));
    }

    /// <summary>Leaves the browser on the list of groups.</summary>
    protected async Task<PermissionGroup> CreateGroup(string serviceUserId)
    {
        await Browser.Follow("bob-nav-groups", "bob-create-group");
        Browser.Fill("bob-group-name", "Gifted");
        await Browser.Click("bob-remove-condition");
        Browser.Tick("bob-member-" + serviceUserId);
        await Browser.Follow("bob-apply", "bob-save");
        return AcmeSettings.Groups.Should().ContainSingle().Subject;
    }

    protected async Task OpenPeoplesData(PermissionGroup group) => await Browser.Follow("bob-nav-groups", "bob-open-group-" + group.Id, "bob-peoples-data");
}
