using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace GiftedPortal.Tests.Sandbox.Identity;

public sealed class RefusalTests(IdentityProvider provider) : IClassFixture<IdentityProvider>, IDisposable
{
    private readonly SignInBrowser _browser = new(provider.Address);

    [Theory]
    [InlineData("http://localhost/signin-oidc")]
    [InlineData("http://localhost:5080/signin-oidc")]
    [InlineData("https://localhost:7443/signin-oidc")]
    [InlineData("http://127.0.0.1:40001/signin-oidc")]
    public async Task Any_loopback_port_may_receive_the_code(string redirect)
    {
        using var answer = await _browser.Authorize(new(SignInBrowser.Request) { ["redirect_uri"] = redirect });
        answer.Headers.Location!.OriginalString.Should().StartWith("/id/sign-in");
    }

    [Theory]
    [InlineData("https://evil.example/signin-oidc")]
    [InlineData("http://localhost.evil.example:5080/signin-oidc")]
    [InlineData("http://user@localhost:5080/signin-oidc")]
    [InlineData("http://localhost:5080/elsewhere")]
    [InlineData("http://localhost:5080/signin-oidc?next=1")]
    [InlineData("ftp://localhost:5080/signin-oidc")]
    public async Task No_other_address_may(string redirect)
    {
        using var answer = await _browser.Authorize(new(SignInBrowser.Request) { ["redirect_uri"] = redirect });
        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await SignInBrowser.Read(answer)).QuerySelector("[data-testid='oidc-error']")!.TextContent.Should().Be("invalid_request");
    }

    [Fact]
    public async Task Without_a_proof_key_there_is_no_code()
    {
        var request = SignInBrowser.Request;
        request.Remove("code_challenge");
        request.Remove("code_challenge_method");
        using var answer = await _browser.Authorize(request);
        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await SignInBrowser.Read(answer)).Body!.TextContent.Should().Contain("code_challenge");
    }

    [Theory]
    [InlineData("wrong-verifier-but-long-enough-to-be-a-verifier-at-all", "development-only-secret", "invalid_grant")]
    [InlineData(null, "development-only-secret", "invalid_request")]
    [InlineData("a-verifier-that-is-long-enough-for-the-specification-to-accept", "wrong", "invalid_client")]
    public async Task A_code_alone_is_worth_nothing(string? verifier, string secret, string error)
    {
        using var answer = await _browser.Redeem(await _browser.CodeFor("dana@acme.example"), verifier, secret);
        (await SignInBrowser.Json(answer)).GetProperty("error").GetString().Should().Be(error);
    }

    [Fact]
    public async Task A_code_is_redeemed_once()
    {
        var code = await _browser.CodeFor("dana@acme.example");
        (await _browser.Redeem(code)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await _browser.Redeem(code)).StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/id/../../evil")]
    public async Task The_sign_in_page_leads_nowhere_else(string returnUrl)
    {
        var page = await SignInBrowser.Read(await _browser.Get("/id/sign-in?returnUrl=" + Uri.EscapeDataString(returnUrl)));
        page.QuerySelector<IHtmlInputElement>("[name='returnUrl']")!.Value.Should().StartWith("/id").And.NotContain("//");
    }

    [Fact]
    public async Task A_form_of_another_site_signs_nobody_in()
    {
        using var answer = await _browser.PostFromElsewhere("/id/sign-in", new() { ["email"] = "ada.admin@gifted.example" });
        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await SignInBrowser.Read(answer)).Body!.TextContent.Should().Contain("Nothing was changed");
    }

    public void Dispose() => _browser.Dispose();
}
