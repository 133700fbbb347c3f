using System.Net;
using GiftedPortal.Sandbox.HiBob.Faults;

namespace GiftedPortal.Tests.Sandbox.Console;

public sealed class ControlTests : ConsoleTest
{
    [Fact]
    public async Task A_fault_meets_the_companys_calls_until_it_is_taken_back()
    {
        using var bob = Sandbox.Bob(await CreateServiceUser());
        await SetFault("ServerError");
        (await Get(bob, "company/people/fields")).StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        await SetFault("None");
        (await Get(bob, "company/people/fields")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Calls_are_listed_newest_first_without_any_token()
    {
        var credentials = await CreateServiceUser();
        using (var wrong = Sandbox.Bob(new(credentials.Id, "wrong-token"))) await Get(wrong, "company/people/fields?secret=query");
        using (var swapped = Sandbox.Bob(new(credentials.Token, credentials.Id))) await Get(swapped, "company/people/fields");
        using (var bob = Sandbox.Bob(credentials)) await Get(bob, "company/named-lists");
        await Browser.Click("bob-nav-controls");
        var rows = Browser.Page.QuerySelectorAll("[data-testid='bob-calls'] tbody tr").Select(row => row.TextContent).ToList();
        rows.Should().HaveCount(3);
        rows[0].Should().Contain("/v1/company/named-lists").And.Contain("200").And.Contain(credentials.Id);
        rows[1].Should().Contain("unknown");
        rows[2].Should().Contain("GET /v1/company/people/fields").And.Contain("401").And.NotContain("secret");
        Browser.Page.Body!.TextContent.Should().NotContain("wrong-token").And.NotContain(credentials.Token);
    }

    [Fact]
    public async Task A_fault_can_be_limited_to_one_endpoint_and_a_number_of_calls()
    {
        using var bob = Sandbox.Bob(await CreateServiceUser());
        await Browser.Click("bob-nav-controls");
        Browser.Choose("bob-fault", "Unavailable");
        Browser.Choose("bob-fault-endpoint", "fields");
        Browser.Fill("bob-fault-skip", "1");
        Browser.Fill("bob-fault-calls", "1");
        Browser.Tick("bob-fault-retry-after");
        await Browser.Click("bob-set-fault");
        Browser.TextOf("bob-faults").Should().Contain("fields: 503");
        (await Get(bob, "company/named-lists")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await Get(bob, "company/people/fields")).StatusCode.Should().Be(HttpStatusCode.OK);
        using var failed = await Get(bob, "company/people/fields");
        failed.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        failed.Headers.RetryAfter.Should().NotBeNull();
        (await Get(bob, "company/people/fields")).StatusCode.Should().Be(HttpStatusCode.OK);
        await Browser.Click("bob-nav-controls");
        Browser.Has("bob-faults").Should().BeFalse("it ended by itself");
    }

    [Fact]
    public async Task Every_fault_can_be_chosen_and_is_named_on_the_page()
    {
        foreach (var kind in Enum.GetValues<FaultKind>().Where(kind => kind is not FaultKind.None))
        {
            await SetFault(kind.ToString());
            Sandbox.World.FaultsOf(Acme.CompanyId).Select(fault => fault.Kind).Should().Equal(kind);
            Browser.TextOf("bob-faults").Should().NotContain("Fault" + kind, "a missing text shows as its key");
        }
    }

    private async Task SetFault(string kind)
    {
        await Browser.Click("bob-nav-controls");
        Browser.Choose("bob-fault", kind);
        await Browser.Click("bob-set-fault");
    }
}
