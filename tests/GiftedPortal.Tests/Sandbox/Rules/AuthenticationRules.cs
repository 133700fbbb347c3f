using System.Net;
using System.Text;
using GiftedPortal.Tests.Sandbox.Book;

namespace GiftedPortal.Tests.Sandbox.Rules;

/// <summary>Who may call at all: https://apidocs.hibob.com/docs/api-service-users.</summary>
public sealed class AuthenticationRules : BobTest
{
    [Theory]
    [Rule("error.401-empty")]
    [InlineData("company/people/fields")]
    [InlineData("bulk/people/work")]
    public async Task A_call_without_credentials_gets_401_with_an_empty_body(string path)
    {
        using var reply = await Get(Sandbox.Bob(), path);

        reply.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Should().BeEmpty();
    }

    [Fact]
    [Rule("limit.headers-on-401")]
    public async Task A_401_still_tells_the_rate_limit()
    {
        using var reply = await Get(Sandbox.Bob(new("SERVICE-1", "wrong")), "company/people/fields");

        reply.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        reply.Headers.GetValues("X-RateLimit-Limit").Should().Equal("50");
        reply.Headers.GetValues("X-RateLimit-Remaining").Should().Equal("49");
        reply.Headers.Contains("X-RateLimit-Reset").Should().BeTrue();
    }

    [Fact]
    [Rule("caller.refreshed")]
    public async Task Refreshing_a_token_ends_the_old_one_at_once()
    {
        var old = Sandbox.World.CreateServiceUser(Acme.CompanyId, "Gifted Service User", "Gifted");
        var renewed = Sandbox.World.RefreshToken(Acme.CompanyId, old.Id);

        using var withOld = await Get(Sandbox.Bob(old), "company/people/fields");
        using var withNew = await Get(Sandbox.Bob(renewed), "company/people/fields");

        withOld.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        withNew.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_deleted_service_user_is_unknown()
    {
        var credentials = Sandbox.AddServiceUser(Acme, Everybody, View("root"));
        Sandbox.World.DeleteServiceUser(Acme.CompanyId, credentials.Id);

        using var reply = await Get(Sandbox.Bob(credentials), "company/people/fields");

        reply.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        Sandbox.World.SettingsOf(Acme.CompanyId).Groups.Single().Members.ServiceUserIds.Should().BeEmpty();
    }

    [Theory]
    [Rule("caller.basic-only")]
    [InlineData("Bearer", "TOKEN")]
    [InlineData("Basic", "TOKEN")]
    [InlineData("Basic", "bm8tY29sb24=")]
    [InlineData("Basic", "TOKEN:ID")]
    public async Task Only_basic_authentication_with_id_and_token_opens_the_api(string scheme, string parameter)
    {
        var credentials = Sandbox.AddServiceUser(Acme, Everybody, View("root"));
        using var client = Sandbox.Bob();
        var swapped = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credentials.Token}:{credentials.Id}"));
        client.DefaultRequestHeaders.Authorization = new(scheme, parameter is "TOKEN:ID" ? swapped : parameter.Replace("TOKEN", credentials.Token, StringComparison.Ordinal));

        using var reply = await Get(client, "company/people/fields");

        reply.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    [Rule("caller.nothing-permitted")]
    public async Task A_new_service_user_may_see_nothing_and_gets_403_not_401()
    {
        var client = Sandbox.Bob(Sandbox.World.CreateServiceUser(Acme.CompanyId, "Gifted Service User", "Gifted"));

        foreach (var path in (string[])["bulk/people/work", "bulk/people/lifecycle", "bulk/people/employment", "profiles"])
        {
            using var reply = await Get(client, path);
            reply.StatusCode.Should().Be(HttpStatusCode.Forbidden, path);
        }
    }

    [Fact]
    [Rule("caller.raw-tokens")]
    public async Task A_raw_token_as_before_2025_opens_nothing()
    {
        var credentials = Sandbox.AddServiceUser(Acme, Everybody, View("root"));
        using var client = Sandbox.Bob();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", credentials.Token).Should().BeTrue();

        (await Get(client, "company/people/fields")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    [Rule("caller.id-form")]
    public void A_service_users_id_looks_like_Bobs() =>
        Sandbox.World.CreateServiceUser(Acme.CompanyId, "Gifted Service User", "Gifted").Id.Should().MatchRegex(@"^SERVICE-\d+$");

    [Theory]
    [Rule("caller.unknown-path", "error.page-with-200", "table.address-of-one", "permission.no-change-log")]
    [InlineData("people/search")]
    [InlineData("people")]
    [InlineData("people/1/address")]
    [InlineData("people/1/history")]
    [InlineData("people/1/changes")]
    [InlineData("no/such/path")]
    public async Task A_path_that_the_api_does_not_know_gets_the_web_apps_page_with_200(string path)
    {
        using var reply = await Get(Sandbox.Bob(), path);

        reply.StatusCode.Should().Be(HttpStatusCode.OK);
        reply.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
    }
}
