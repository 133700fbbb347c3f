using System.Net;
using System.Net.Http.Json;
using GiftedPortal.Features.Customers.Viewing;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Setup;
using GiftedPortal.Tests.Hosting;
using GiftedPortal.Tests.Testing;
using GiftedPortal.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace GiftedPortal.Tests.Features.Setup.Typing;

public sealed class TypingEndpointTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private static Actor Member() => new($"subject-{Guid.NewGuid():N}", "Mia", null, ActorKind.Member, Guid.NewGuid(), StaffRoles.None);

    private static Task<HttpResponseMessage> TypeAsync(HttpClient client, string key, string text) => client.PostAsJsonAsync(PortalUrls.Typed, new { key, text }, Stop);

    [Fact]
    public async Task What_is_typed_arrives()
    {
        var member = Member();
        using var client = portal.ClientOf(member);

        using var answer = await TypeAsync(client, SetupAnswers.CompanyName, "Acme as typed");

        answer.StatusCode.Should().Be(HttpStatusCode.NoContent);
        (await portal.Services.GetRequiredService<SetupService>().LoadAsync(member, Stop))!.CompanyName.Should().Be("Acme as typed");
    }

    [Theory]
    [InlineData("no-such-field", "x", HttpStatusCode.BadRequest)]
    [InlineData(SetupAnswers.CompanyName, null, HttpStatusCode.BadRequest)]
    public async Task What_is_no_field_is_refused(string key, string? text, HttpStatusCode expected)
    {
        using var client = portal.ClientOf(Member());

        using var answer = await TypeAsync(client, key, text!);

        answer.StatusCode.Should().Be(expected);
    }

    [Fact]
    public async Task A_megabyte_is_refused()
    {
        using var client = portal.ClientOf(Member());

        using var answer = await TypeAsync(client, SetupAnswers.Token, new string('x', 1_048_576));

        answer.IsSuccessStatusCode.Should().BeFalse();
        ((int)answer.StatusCode).Should().BeLessThan(500);
    }

    [Fact]
    public async Task A_form_of_another_site_is_no_json_and_so_is_refused()
    {
        using var client = portal.ClientOf(Member());
        using var form = new FormUrlEncodedContent([new("key", SetupAnswers.CompanyName), new("text", "x")]);

        using var answer = await client.PostAsync(PortalUrls.Typed, form, Stop);

        ((int)answer.StatusCode).Should().BeInRange(400, 499);
    }

    [Fact]
    public async Task Without_a_session_it_is_taken_from_nobody_and_from_staff_neither()
    {
        using var nobody = portal.ClientOf(null);
        using var staff = portal.ClientOf(TestPortal.Staff("Rita", StaffRoles.Reviewer));

        using var challenged = await TypeAsync(nobody, SetupAnswers.CompanyName, "x");
        using var refused = await TypeAsync(staff, SetupAnswers.CompanyName, "x");

        challenged.StatusCode.Should().Be(HttpStatusCode.Redirect);
        refused.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Staff_who_look_at_the_customer_are_refused_and_nothing_changes()
    {
        var member = Member();
        var rita = TestPortal.Staff("Rita", StaffRoles.Reviewer);
        using var own = portal.ClientOf(member);
        (await TypeAsync(own, SetupAnswers.CompanyName, "As typed")).EnsureSuccessStatusCode();
        var view = (await portal.Services.GetRequiredService<ViewingService>().StartAsync(member.CustomerId!.Value, "Ticket 12", rita, Stop)).View!;
        using var viewer = portal.ClientOf(rita, view);

        using var refused = await TypeAsync(viewer, SetupAnswers.CompanyName, "Changed by somebody else");
        using var shown = await viewer.GetAsync("/setup", Stop);

        refused.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        shown.StatusCode.Should().Be(HttpStatusCode.OK, "looking is allowed");
        (await portal.Services.GetRequiredService<SetupService>().LoadAsync(member, Stop))!.CompanyName.Should().Be("As typed");
    }
}
