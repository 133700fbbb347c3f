using System.Net;

namespace GiftedPortal.Tests.Sandbox.Identity;

public sealed class SignInTests(IdentityProvider provider) : IClassFixture<IdentityProvider>, IDisposable
{
    private readonly SignInBrowser _browser = new(provider.Address);

    [Fact]
    public async Task Discovery_names_the_address_the_request_came_to()
    {
        using var answer = await _browser.Get("/id/.well-known/openid-configuration");
        var configuration = await SignInBrowser.Json(answer);
        var root = new Uri(provider.Address, "/id").AbsoluteUri;
        configuration.GetProperty("issuer").GetString().Should().Be(root);
        configuration.GetProperty("token_endpoint").GetString().Should().Be(root + "/connect/token");
        configuration.GetProperty("end_session_endpoint").GetString().Should().Be(root + "/connect/end-session");
        (await _browser.Get(configuration.GetProperty("jwks_uri").GetString()!)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_reviewer_comes_out_with_name_email_and_roles()
    {
        var tokens = await _browser.Tokens("rita.reviewer@gifted.example");
        var claims = SignInBrowser.Claims(tokens);
        claims.GetProperty("iss").GetString().Should().Be(new Uri(provider.Address, "/id").AbsoluteUri);
        claims.GetProperty("nonce").GetString().Should().Be("n");
        var info = await _browser.UserInfo(tokens.GetProperty("access_token").GetString()!);
        foreach (var source in new[] { claims, info })
        {
            source.GetProperty("sub").GetString().Should().NotBeNullOrEmpty();
            source.GetProperty("name").GetString().Should().Be("Rita Romero");
            source.GetProperty("email").GetString().Should().Be("rita.reviewer@gifted.example");
            source.GetProperty("email_verified").GetBoolean().Should().BeTrue();
        }
        info.GetProperty("roles").EnumerateArray().Select(role => role.GetString()).Should().Equal("gifted-reviewer");
        // one value of a multi-valued claim is a plain string in a JWT
        claims.GetProperty("roles").GetString().Should().Be("gifted-reviewer");
    }

    [Theory]
    [InlineData("dana@acme.example", "Dana Levi")]
    [InlineData("stranger@nowhere.example", "stranger@nowhere.example")]
    public async Task Customers_and_strangers_have_no_role(string email, string name)
    {
        var tokens = await _browser.Tokens(email);
        var info = await _browser.UserInfo(tokens.GetProperty("access_token").GetString()!);
        foreach (var source in new[] { SignInBrowser.Claims(tokens), info })
        {
            source.GetProperty("name").GetString().Should().Be(name);
            source.TryGetProperty("roles", out _).Should().BeFalse();
        }
    }

    [Fact]
    public async Task The_subject_stays_and_differs_between_people()
    {
        using var other = new SignInBrowser(provider.Address);
        var first = SignInBrowser.Claims(await _browser.Tokens("dana@acme.example")).GetProperty("sub").GetString();
        SignInBrowser.Claims(await other.Tokens("dana@acme.example")).GetProperty("sub").GetString().Should().Be(first);
        using var third = new SignInBrowser(provider.Address);
        SignInBrowser.Claims(await third.Tokens("omer@acme.example")).GetProperty("sub").GetString().Should().NotBe(first);
    }

    [Fact]
    public async Task The_page_lists_customers_and_staff()
    {
        using var toSignIn = await _browser.Authorize(SignInBrowser.Request);
        using var page = await _browser.Get(toSignIn.Headers.Location!.OriginalString);
        var buttons = (await SignInBrowser.Read(page)).QuerySelectorAll("[data-testid^='account-']").Select(button => button.GetAttribute("data-testid"));
        buttons.Should().HaveCount(8).And.Contain("account-lee@globex.example").And.Contain("account-ada.admin@gifted.example");
    }

    [Fact]
    public async Task Text_that_is_no_address_is_refused_and_shown_again()
    {
        using var answer = await _browser.Choose(await _browser.Authorize(SignInBrowser.Request), "<b>nobody</b>");
        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await SignInBrowser.Read(answer)).QuerySelector("[data-testid='other-email']")!.GetAttribute("value").Should().Be("<b>nobody</b>");
    }

    public void Dispose() => _browser.Dispose();
}
