using System.Net;
using GiftedPortal.Tests.Sandbox.Book;

namespace GiftedPortal.Tests.Sandbox.Console;

public sealed class ServiceUserTests : ConsoleTest
{
    [Fact]
    public async Task The_shown_id_and_token_open_the_api()
    {
        var credentials = await CreateServiceUser();
        using var bob = Sandbox.Bob(credentials);
        using var reply = await Get(bob, "company/people/fields");
        reply.StatusCode.Should().Be(HttpStatusCode.OK);
        var user = AcmeSettings.ServiceUsers.Should().ContainSingle().Subject;
        (user.Name, user.DisplayName).Should().Be(("Gifted Service User", "Gifted Integration"));
    }

    [Fact]
    [Rule("caller.refreshed")]
    public async Task The_token_is_shown_once_and_never_in_an_address()
    {
        var credentials = await CreateServiceUser();
        Browser.Page.Url.Should().NotContain(credentials.Token);
        await Browser.Open(Browser.Page.Url);
        Browser.Has("bob-token").Should().BeFalse();
        Browser.TextOf("bob-service-user-id").Should().Be(credentials.Id);
        await Browser.Click("bob-done");
        Browser.Page.DocumentElement.OuterHtml.Should().NotContain(credentials.Token);
    }

    [Fact]
    public async Task A_connected_tile_says_so_and_offers_no_second_connect()
    {
        await Browser.Follow("bob-nav-integrations", "bob-connect");
        Browser.TextOf("bob-connected").Should().Be("Connected");
        Browser.Has("bob-connect").Should().BeFalse();
        await Browser.Open("/bob/globex/integrations");
        Browser.Has("bob-manage").Should().BeTrue("Globex has a service user already");
    }

    [Fact]
    public async Task A_refreshed_token_replaces_the_old_one_at_once()
    {
        var old = await CreateServiceUser();
        await Browser.Follow("bob-done", "bob-refresh-" + old.Id);
        using var before = Sandbox.Bob(old);
        (await Get(before, "company/people/fields")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        using var after = Sandbox.Bob(new(old.Id, Browser.TextOf("bob-token")));
        (await Get(after, "company/people/fields")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_deleted_service_user_is_gone_everywhere_and_the_tile_stays_connected()
    {
        var credentials = await CreateServiceUser();
        await CreateGroup(credentials.Id);
        await Browser.Follow("bob-nav-integrations", "bob-manage", "bob-delete-" + credentials.Id);
        AcmeSettings.ServiceUsers.Should().BeEmpty();
        AcmeSettings.Groups.Should().ContainSingle().Which.Members.ServiceUserIds.Should().BeEmpty();
        await Browser.Click("bob-nav-integrations");
        Browser.Has("bob-manage").Should().BeTrue();
    }

    [Theory]
    [InlineData("  ", "Gifted Integration")]
    [InlineData("Gifted <b>Service</b> User", "   ")]
    public async Task A_missing_name_is_asked_for_and_nothing_typed_is_lost(string name, string displayName)
    {
        await Browser.Open("/bob/acme/integrations/service-users/new");
        Browser.Fill("bob-name", name);
        Browser.Fill("bob-display-name", displayName);
        await Browser.Click("bob-next");
        Browser.Status.Should().Be(HttpStatusCode.BadRequest);
        Browser.Find("bob-name").GetAttribute("value").Should().Be(name.Trim());
        AcmeSettings.ServiceUsers.Should().BeEmpty();
    }

    [Theory]
    [InlineData("/bob/nowhere/integrations")]
    [InlineData("/bob/acme/integrations/service-users/SERVICE-1/credentials")]
    [InlineData("/bob/acme/permission-groups/1/peoples-data")]
    [InlineData("/bob/acme/permission-groups/1/members")]
    public async Task What_does_not_exist_is_a_page_that_says_so(string address)
    {
        await Browser.Open(address);
        Browser.Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_form_of_another_site_changes_nothing()
    {
        using var http = new HttpClient { BaseAddress = Sandbox.BaseAddress };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["name"] = "x", ["displayName"] = "y" });
        using var answer = await http.PostAsync("/bob/acme/integrations/service-users/new", form, TestContext.Current.CancellationToken);
        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        AcmeSettings.ServiceUsers.Should().BeEmpty();
    }
}
