using System.Net;

namespace GiftedPortal.EndToEndTests.Testing;

public sealed class PortalProcessTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_killed_portal_starts_again_at_the_same_address_on_the_same_data()
    {
        await using var portal = new PortalProcess();
        using var http = new HttpClient { BaseAddress = new Uri(portal.Url) };

        await portal.StartAsync(Cancelled);
        await portal.KillAsync();
        await FluentActions.Awaiting(() => http.GetAsync("/healthz", Cancelled)).Should().ThrowAsync<HttpRequestException>();
        await portal.StartAsync(Cancelled);

        using var response = await http.GetAsync("/healthz", Cancelled);
        response.StatusCode.Should().Be(HttpStatusCode.OK);
    }
}
