using Bunit;
using Bunit.TestDoubles;
using GiftedPortal.App.Layout;
using GiftedPortal.Features.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace GiftedPortal.Tests.App;

public class NavMenuTests : BunitContext
{
    private readonly BunitAuthorizationContext _viewer;

    public NavMenuTests()
    {
        Services.AddLocalization();
        _viewer = AddAuthorization();
    }

    [Theory]
    [InlineData("/setup,/connection", Policies.Member)]
    [InlineData("/staff/queue,/staff/report,/staff/runs,/staff/customers,/staff/messages", Policies.Staff, Policies.ReadRuns)]
    [InlineData("/staff/queue,/staff/report,/staff/customers,/staff/messages,/staff/audit", Policies.Staff, Policies.ReadAudit)]
    [InlineData("")]
    public void Each_role_is_led_to_what_it_may_open(string addresses, params string[] policies)
    {
        _viewer.SetAuthorized("somebody").SetPolicies(policies);

        Links().Should().Equal(addresses.Split(',', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_stranger_learns_of_no_page()
    {
        _viewer.SetNotAuthorized();

        Links().Should().BeEmpty();
    }

    private IEnumerable<string?> Links() => Render<NavMenu>().FindAll("a").Select(link => link.GetAttribute("href"));
}
