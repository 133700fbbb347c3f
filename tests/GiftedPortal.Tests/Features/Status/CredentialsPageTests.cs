using Bunit;
using GiftedPortal.Features.Connections.Credentials;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Features.Status.ChangeCredentials;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Testing;
using MudBlazor;

namespace GiftedPortal.Tests.Features.Status;

public sealed class CredentialsPageTests(SqliteDatabase database) : PortalPageTest(database)
{
    private const string NewToken = "a-new-token-0123456789";

    private async Task<(Actor Member, Guid Id)> SignInLiveAsync()
    {
        var live = await Portal.LiveAsync();
        SignIn(live.Member);
        return live;
    }

    [Fact]
    public async Task New_credentials_are_kept_checked_and_compared_and_the_token_is_not_shown()
    {
        var (member, id) = await SignInLiveAsync();
        Portal.Time.Advance(TimeSpan.FromMinutes(5));
        await Portal.Get<PermissionService>().CheckAsync(id, member, null, Stop);
        Portal.Provider.Outcome = new PermissionOutcome.Judged(Verdict.Missing);
        var page = Render<CredentialsPage>();

        await SaveAsync(page, "SERVICE-2");

        page.WaitForElement("[data-testid='rights-one.view']").GetAttribute("data-change").Should().Be("Less");
        page.Find("[data-testid=rights-summary]").GetAttribute("data-less").Should().Be("true");
        page.Find("[data-testid=new-id]").TextContent.Should().Be("SERVICE-2");
        page.FindAll("[data-testid=switch]").Should().ContainSingle("less is the customer's to decide");
        page.Markup.Should().NotContain(NewToken);
        (await Portal.Get<CredentialService>().OpenAsync(id, member, Stop))!.ServiceUserId.Should().Be("SERVICE-1");
    }

    [Fact]
    public async Task Another_companys_credentials_cannot_be_switched_to_and_the_page_says_so()
    {
        await SignInLiveAsync();
        Portal.Provider.AccountId = "200";
        var page = Render<CredentialsPage>();

        await SaveAsync(page, "SERVICE-2");

        page.WaitForElement("[data-testid=switch-blocked]").TextContent.Should().Contain("another company");
        page.FindAll("[data-testid=switch]").Should().BeEmpty();
    }

    [Fact]
    public async Task The_same_service_user_with_a_new_token_is_told_that_the_old_token_is_dead_and_cancelling_erases_it()
    {
        var (member, id) = await SignInLiveAsync();
        var page = Render<CredentialsPage>();

        await SaveAsync(page, "SERVICE-1");

        page.WaitForElement("[data-testid=same-service-user]").TextContent.Should().Contain("stopped accepting");
        page.WaitForElement("[data-testid=cancel-new]").Click();
        page.WaitForAssertion(() => page.FindAll("[data-testid=new-credentials]").Should().BeEmpty());
        (await Portal.Get<CredentialReplacement>().FindAsync(id, member, Stop)).Should().BeNull();
    }

    [Fact]
    public async Task In_the_set_up_the_page_leads_back_there()
    {
        await SignInMemberAsync();

        Render<CredentialsPage>().WaitForElement("[data-testid=credentials-not-now]").TextContent.Should().Contain("set-up");
    }

    private static async Task SaveAsync(IRenderedComponent<CredentialsPage> page, string id)
    {
        page.WaitForElement("[data-testid=credentials-id]");
        var form = page.FindComponent<NewCredentialsForm>();
        var fields = form.FindComponents<MudTextField<string>>();
        await page.InvokeAsync(() => fields[0].Instance.ValueChanged.InvokeAsync(id));
        await page.InvokeAsync(() => fields[1].Instance.ValueChanged.InvokeAsync(NewToken));
        await page.Find("[data-testid=credentials-check]").ClickAsync(new());
    }
}
