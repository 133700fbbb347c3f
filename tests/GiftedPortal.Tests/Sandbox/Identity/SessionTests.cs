using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.WebUtilities;

namespace GiftedPortal.Tests.Sandbox.Identity;

public sealed class SessionTests(IdentityProvider provider) : IClassFixture<IdentityProvider>, IDisposable
{
    private const string SignedOutCallback = "http://localhost:61234/signout-callback-oidc";
    private readonly SignInBrowser _browser = new(provider.Address);

    [Fact]
    public async Task The_second_sign_in_skips_the_page()
    {
        await _browser.CodeFor("dana@acme.example");
        using var again = await _browser.Authorize(SignInBrowser.Request);
        SignInBrowser.CodeIn(again).Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("prompt", "login")]
    [InlineData("prompt", "select_account")]
    [InlineData("max_age", "0")]
    public async Task Who_asks_for_a_fresh_sign_in_gets_the_page_and_then_a_code(string parameter, string value)
    {
        await _browser.CodeFor("dana@acme.example");
        using var again = await _browser.Authorize(new(SignInBrowser.Request) { [parameter] = value });
        again.Headers.Location!.OriginalString.Should().StartWith("/id/sign-in");
        using var done = await _browser.Choose(again, "omer@acme.example");
        var tokens = await SignInBrowser.Json(await _browser.Redeem(SignInBrowser.CodeIn(done)));
        SignInBrowser.Claims(tokens).GetProperty("email").GetString().Should().Be("omer@acme.example");
    }

    [Fact]
    public async Task Who_forbids_the_page_is_told_that_nobody_is_signed_in()
    {
        using var answer = await _browser.Authorize(new(SignInBrowser.Request) { ["prompt"] = "none" });
        QueryHelpers.ParseQuery(answer.Headers.Location!.Query)["error"].ToString().Should().Be("login_required");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("a.hint.of-an-earlier-process")]
    public async Task Signing_out_goes_back_to_the_portal_and_ends_the_session(string? hint)
    {
        await _browser.CodeFor("dana@acme.example");
        using var answer = await _browser.Get(QueryHelpers.AddQueryString("/id/connect/end-session",
            new Dictionary<string, string?> { ["post_logout_redirect_uri"] = SignedOutCallback, ["state"] = "s", ["id_token_hint"] = hint }));
        answer.Headers.Location!.OriginalString.Should().Be(SignedOutCallback + "?state=s");
        using var next = await _browser.Authorize(SignInBrowser.Request);
        next.Headers.Location!.OriginalString.Should().StartWith("/id/sign-in");
    }

    [Fact]
    public async Task Signing_out_never_leads_to_a_strange_address()
    {
        using var answer = await _browser.Get("/id/connect/end-session?post_logout_redirect_uri=" + Uri.EscapeDataString("https://evil.example/signout-callback-oidc"));
        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_provider_says_who_is_signed_in_and_signs_out()
    {
        await _browser.CodeFor("dana@acme.example");
        var page = await SignInBrowser.Read(await _browser.Get("/id"));
        page.QuerySelector("[data-testid='signed-in-as']")!.TextContent.Should().Contain("Dana Levi");
        await _browser.Submit(page.QuerySelector<IHtmlButtonElement>("[data-testid='sign-out']")!.Form!, "");
        (await SignInBrowser.Read(await _browser.Get("/id"))).QuerySelector("[data-testid='signed-in-as']").Should().BeNull();
    }

    public void Dispose() => _browser.Dispose();
}
