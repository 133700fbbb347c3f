using System.Net;
using System.Text;

namespace GiftedPortal.Tests.Sandbox.Rules;

/// <summary>Who may call at all: https://apidocs.hibob.com/docs/api-service-users.</summary>
public sealed class AuthenticationRules : BobTest
{
    [Theory]
    [InlineData("company/people/fields")]
    [InlineData("bulk/people/work")]
    public async Task A_call_without_credentials_gets_401_with_an_empty_body(string path)
    {
        using var reply = await Get(Sandbox.Bob(), path);

        reply.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_401_still_tells_the_rate_limit()
    {
        using var reply = await Get(Sandbox.Bob(new("SERVICE-1", "wrong")), "company/people/fields");

        reply.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        reply.Headers.GetValues("X-RateLimit-Limit").Should().Equal("50");
        reply.Headers.GetValues("X-RateLimit-Remaining").Should().Equal("49");
        reply.Headers.Contains("X-RateLimit-Reset").Should().BeTrue();
    }

    [Fact]
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
    public async Task A_new_service_user_may_see_nothing_and_gets_403_not_401()
    {
        var client = Sandbox.Bob(Sandbox.World.CreateServiceUser(Acme.CompanyId, "Gifted Service User", "Gifted"));

        foreach (var path in (string[])["bulk/people/work", "bulk/people/lifecycle", "bulk/people/employment", "profiles"])
        {
            using var reply = await Get(client, path);
            reply.StatusCode.Should().Be(HttpStatusCode.Forbidden, path);
        }
    }

    [Theory]
    [InlineData("people/search")]
    [InlineData("people/1/address")]
    [InlineData("no/such/path")]
    public async Task A_path_that_the_api_does_not_know_gets_the_web_apps_page_with_200(string path)
    {
        using var reply = await Get(Sandbox.Bob(), path);

        reply.StatusCode.Should().Be(HttpStatusCode.OK);
        reply.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
    }
}
