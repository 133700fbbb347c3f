using Bunit;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Customers.Invitations;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Progress;
using GiftedPortal.Features.Setup;
using GiftedPortal.Features.Setup.Handover;
using GiftedPortal.Tests.Features.Approval;
using GiftedPortal.Tests.Testing;
using MudBlazor;

namespace GiftedPortal.Tests.Features.Customers;

public sealed class CustomersPageTests : StaffPageTest
{
    private static readonly Actor Ada = TestPortal.Staff("Ada", StaffRoles.Admin);

    [Fact]
    public async Task A_row_says_who_may_sign_in_and_where_the_connection_stands()
    {
        var (member, id) = await Portal.SubmittedAsync();

        var row = Render<CustomersPage>().WaitForElement($"[data-testid=customer-row-{member.CustomerId}]");

        row.TextContent.Should().Contain("Waiting for review");
        row.QuerySelectorAll("a").Select(link => link.GetAttribute("href")).Should().Equal($"/staff/customers/{member.CustomerId}", $"/staff/connections/{id}");
    }

    [Fact]
    public void An_admin_adds_a_customer_and_is_told_what_is_wrong_with_it()
    {
        SignIn(Ada, Policies.Staff, Policies.ManageCustomers);
        var page = Render<CustomersPage>();

        Add(page, "Initech", "not an address");
        page.WaitForAssertion(() => page.Markup.Should().Contain("Type an e-mail address"));
        Add(page, "Initech", "ines@initech.test");
        page.WaitForAssertion(() => page.Find("[data-testid^=customer-row]").TextContent.Should().Contain("Initech").And.Contain("ines@initech.test").And.Contain("not started"));
        Add(page, "Initech", "other@initech.test");

        page.WaitForAssertion(() => page.Markup.Should().Contain("Another customer has this name already."));
    }

    [Fact]
    public async Task An_admin_brings_in_who_synced_before_and_a_reviewer_is_not_asked()
    {
        var member = await Portal.MemberAsync(company: "Umbrella GmbH");
        var others = Render<CustomersPage>();
        others.WaitForElement("[data-testid^=customer-row]");
        others.FindAll("[data-testid=former-syncs]").Should().BeEmpty();
        SignIn(Ada, Policies.Staff, Policies.ManageCustomers);
        var page = Render<CustomersPage>();

        page.WaitForElement("textarea[data-testid=former-lines]").Change("Umbrella\nHooli\n---");
        page.Find("[data-testid=former-import]").Click();

        page.WaitForAssertion(() => page.Find("[data-testid=former-result]").TextContent.Should().Contain("2 new").And.Contain("1 customers").And.Contain("---"));
        (await Portal.Get<ConnectionService>().OfMemberAsync(member, Stop))!.SyncedBefore.Should().BeTrue();
    }

    [Fact]
    public async Task A_row_says_at_which_step_a_set_up_stands_and_in_whose_hands()
    {
        var member = await Portal.MemberAsync();
        await Portal.Get<SetupService>().FinishAsync("first", true, member, Stop);
        await Portal.Get<HandoverService>().GiveAsync(new NewHandover("second", "it@company.test", ""), member, Stop);

        var page = Render<CustomersPage>();

        page.WaitForElement($"[data-testid=progress-{member.CustomerId}]").TextContent.Should().Contain("Step 2 of 3").And.Contain("second.Title").And.Contain("it@company.test");
        page.Find("[data-testid=step-bar-first]").TextContent.Should().Contain("1");
    }

    [Fact]
    public async Task The_page_of_a_customer_shows_who_opened_what_and_removes_members()
    {
        SignIn(Ada, Policies.Staff, Policies.ManageCustomers);
        var member = await Portal.MemberAsync();
        var address = await Portal.JoinAsync(member);
        await Portal.Get<InvitationService>().InviteAsync(member.CustomerId!.Value, "new@company.test", Ada, Stop);
        var code = (await Portal.LettersToAsync("new@company.test"))[0].Path["/invite/".Length..];
        await Portal.Get<InvitationService>().OpenAsync(code, new Visitor(null, null), Stop);
        var dialogs = Render<MudDialogProvider>();

        var page = Render<CustomerPage>(parameters => parameters.Add(one => one.Id, member.CustomerId!.Value));
        page.WaitForElement("[data-testid='invitation-new@company.test']").TextContent.Should().Contain("waiting").And.Contain("Opened without signing in");
        page.Markup.Should().NotContain(code);
        page.Find("[data-testid='invitation-revoke-new@company.test']").Click();
        page.WaitForAssertion(() => page.Find("[data-testid='invitation-new@company.test']").TextContent.Should().Contain("revoked"));
        page.Find($"[data-testid='member-remove-{address}']").Click();
        dialogs.WaitForElement(".mud-dialog-actions button:last-child").Click();

        page.WaitForAssertion(() => page.FindAll($"[data-testid='member-{address}']").Should().BeEmpty());
    }

    [Fact]
    public async Task Who_is_no_admin_reads_only()
    {
        await Portal.MemberAsync();

        var page = Render<CustomersPage>();

        page.WaitForElement("[data-testid^=customer-row]");
        page.FindAll("form").Should().BeEmpty();
    }

    private static void Add(IRenderedComponent<CustomersPage> page, string name, string email)
    {
        page.Find("input[data-testid=customer-name]").Change(name);
        page.Find("input[data-testid=customer-email]").Change(email);
        page.Find("form:has([data-testid=customer-add])").Submit();
    }
}
