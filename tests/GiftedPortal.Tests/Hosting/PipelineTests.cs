using System.Net;
using GiftedPortal.Tests.Testing;
using GiftedPortal.Features.Identity;

namespace GiftedPortal.Tests.Hosting;

/// <summary>What every answer of the portal has in common.</summary>
public sealed class PipelineTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    [Fact]
    public async Task The_style_sheet_has_a_body()
    {
        using var client = portal.ClientOf(null);

        (await client.GetStringAsync("/css/portal.css", Stop)).Should().Contain(".portal-header");
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task Health_is_anonymous_and_says_one_word(string address)
    {
        using var client = portal.ClientOf(null);

        (await client.GetStringAsync(address, Stop)).Should().Be("Healthy");
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/css/portal.css")]
    [InlineData("/staff/queue")]
    [InlineData("/no-such-page")]
    public async Task Every_answer_carries_the_security_headers(string address)
    {
        using var client = portal.ClientOf(TestPortal.Staff("Rita", StaffRoles.Reviewer));

        using var response = await client.GetAsync(address, Stop);

        Header("Content-Security-Policy").Should().Contain("frame-ancestors 'none'").And.Contain("script-src 'self'").And.NotContain("unsafe-eval");
        Header("X-Content-Type-Options").Should().Be("nosniff");
        Header("X-Frame-Options").Should().Be("DENY");
        Header("Referrer-Policy").Should().Be("same-origin");
        response.Headers.Contains("Server").Should().BeFalse();

        string Header(string name) => string.Join(' ', response.Headers.GetValues(name));
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\t/evil.example")]
    [InlineData("/staff/queue")]
    public async Task Signing_in_never_leads_to_another_site(string returnUrl)
    {
        using var client = portal.ClientOf(null);

        using var response = await client.GetAsync($"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}", Stop);

        response.StatusCode.Should().Be(HttpStatusCode.Redirect);
        portal.ReturnAddress(response.Headers.Location!).Should().Be(returnUrl == "/staff/queue" ? returnUrl : "/");
    }

    [Fact]
    public async Task An_address_that_does_not_exist_is_a_404_with_a_page()
    {
        using var client = portal.ClientOf(TestPortal.Staff("Rita", StaffRoles.Reviewer));

        using var response = await client.GetAsync("/no-such-page", Stop);

        response.StatusCode.Should().Be(HttpStatusCode.NotFound);
        response.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
    }

    [Fact]
    public async Task Signing_out_takes_a_token_that_only_our_own_pages_have()
    {
        using var client = portal.ClientOf(TestPortal.Staff("Rita", StaffRoles.Reviewer));

        using var response = await client.PostAsync("/sign-out", new FormUrlEncodedContent([]), Stop);

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }
}
