using System.Net;
using GiftedPortal.Sandbox.HiBob.Model;

namespace GiftedPortal.Tests.Sandbox;

public sealed class CredentialsRules : BobTest
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

    [Fact]
    public async Task Fields_metadata_needs_no_permission_and_lists_every_field()
    {
        var credentials = Sandbox.World.CreateServiceUser(Acme.CompanyId, "Gifted Service User", "Gifted");

        using var reply = await Get(Sandbox.Bob(credentials), "company/people/fields");
        var fields = (await Json(reply)).EnumerateArray().ToList();

        fields.Should().HaveCount(239);
        var birthday = fields.Single(field => field.GetProperty("id").GetString() == "personal.shortBirthDate");
        birthday.GetProperty("categoryId").GetString().Should().Be("personal");
        birthday.GetProperty("categoryDisplayName").GetString().Should().Be("Personal");
        birthday.GetProperty("jsonPath").GetString().Should().Be("personal.shortBirthDate");
        birthday.GetProperty("type").GetString().Should().Be("short-date");
        birthday.GetProperty("historical").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task Metadata_carries_the_tenants_own_category_names_and_moved_fields()
    {
        using var reply = await Get(Sandbox.Bob(DemoTenants.GlobexServiceUser), "company/people/fields");
        var mobile = (await Json(reply)).EnumerateArray().Single(field => field.GetProperty("id").GetString() == "home.mobilePhone");

        mobile.GetProperty("categoryId").GetString().Should().Be("home");
        mobile.GetProperty("categoryDisplayName").GetString().Should().Be("Demographic");
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
