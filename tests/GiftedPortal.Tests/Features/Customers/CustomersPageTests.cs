using Bunit;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Tests.Features.Approval;
using GiftedPortal.Tests.Testing;

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
        row.QuerySelector("a")!.GetAttribute("href").Should().Be($"/staff/connections/{id}");
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
