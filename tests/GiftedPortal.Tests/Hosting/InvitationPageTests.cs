using System.Net;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Customers.Invitations;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Notifications;
using GiftedPortal.Tests.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GiftedPortal.Tests.Hosting;

/// <summary>The address of an invitation, through the portal's real pipeline.</summary>
public sealed class InvitationPageTests : IAsyncDisposable
{
    private readonly PortalFactory _portal = new();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Says_who_invites_to_what_and_tells_nobody_else_the_code()
    {
        var code = await InviteAsync("yael@z.test");
        using var client = _portal.ClientOf(null);

        using var answer = await client.GetAsync($"/invite/{code}", Stop);
        var page = await answer.Content.ReadAsStringAsync(Stop);

        page.Should().Contain("Ada").And.Contain("Initech").And.Contain("y***@z.test").And.NotContain("yael@z.test");
        answer.Headers.GetValues("Referrer-Policy").Should().Equal("no-referrer");
        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
    }

    [Fact]
    public async Task Signing_in_comes_back_and_does_not_carry_the_code_in_the_open()
    {
        var code = await InviteAsync("yael@z.test");
        using var client = _portal.ClientOf(null);
        var fields = await FormAsync(client, code);

        using var answer = await client.PostAsync("/invite", fields, Stop);

        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().Should().StartWith(PortalFactory.Provider).And.NotContain(code);
        _portal.ReturnAddress(answer.Headers.Location).Should().Be($"/invite/{code}");
    }

    [Fact]
    public async Task A_form_of_another_site_is_refused()
    {
        var code = await InviteAsync("yael@z.test");
        using var client = _portal.ClientOf(null);

        using var answer = await client.PostAsync("/invite", new FormUrlEncodedContent([new("code", code)]), Stop);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Wrong_codes_are_held_back_with_the_time_of_the_next_try_and_then_right_ones_too()
    {
        var code = await InviteAsync("yael@z.test");
        using var client = _portal.ClientOf(null);
        for (var tried = 0; tried < CodeThrottle.PerAddress; tried++)
        {
            using var wrong = await client.GetAsync($"/invite/{new string('a', 27)}", Stop);
            wrong.StatusCode.Should().Be(HttpStatusCode.OK);
        }

        using var held = await client.GetAsync($"/invite/{code}", Stop);

        held.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        held.Headers.RetryAfter!.Delta.Should().BePositive().And.BeLessThanOrEqualTo(TimeSpan.FromMinutes(1));
        var page = await held.Content.ReadAsStringAsync(Stop);
        page.Should().MatchRegex("next try is possible in [0-9]+ seconds").And.NotContain("Initech");
    }

    [Fact]
    public async Task Who_signed_in_without_the_link_accepts_and_is_a_member_in_the_next_request()
    {
        await InviteAsync("yael@z.test");
        using var yael = _portal.ClientOf(new Actor("subject-yael", "Yael", "yael@z.test", ActorKind.Stranger, null, StaffRoles.None));
        using var other = _portal.ClientOf(new Actor("subject-other", "Other", "other@z.test", ActorKind.Stranger, null, StaffRoles.None));
        Guid id;
        await using (var db = await _portal.DatabaseAsync())
        {
            id = await db.Set<Invitation>().Where(one => one.Email == "yael@z.test").Select(one => one.Id).SingleAsync(Stop);
        }

        using var refused = await other.PostAsync("/invite/own", await OwnFormAsync(other, id), Stop);
        using var noToken = await yael.PostAsync("/invite/own", new FormUrlEncodedContent([new("id", id.ToString())]), Stop);
        using var accepted = await yael.PostAsync("/invite/own", await OwnFormAsync(yael, id), Stop);

        refused.Headers.Location!.ToString().Should().Be("/");
        noToken.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        accepted.Headers.Location!.ToString().Should().Be("/setup");
        accepted.Headers.GetValues("Set-Cookie").Should().Contain(cookie => cookie.StartsWith("gifted-portal=", StringComparison.Ordinal));
        await using var after = await _portal.DatabaseAsync();
        (await after.Set<Member>().SingleAsync(member => member.Email == "yael@z.test", Stop)).Subject.Should().Be("subject-yael");
    }

    // the language switch of any page carries a token of this session
    private static async Task<FormUrlEncodedContent> OwnFormAsync(HttpClient client, Guid id)
    {
        using var answer = await client.GetAsync($"/invite/{new string('a', 27)}", Stop);
        var page = await answer.Content.ReadAsStringAsync(Stop);
        var session = client.DefaultRequestHeaders.GetValues("Cookie").Single();
        client.DefaultRequestHeaders.Remove("Cookie");
        client.DefaultRequestHeaders.Add("Cookie", string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]).Prepend(session)));
        var token = System.Text.RegularExpressions.Regex.Match(page, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        return new FormUrlEncodedContent([new("id", id.ToString()), new("__RequestVerificationToken", token)]);
    }

    [Fact]
    public void Wrong_codes_from_many_addresses_are_held_back_together()
    {
        using var throttle = new CodeThrottle();
        for (var tried = 0; tried < CodeThrottle.Together; tried++)
        {
            throttle.HeldFor($"address {tried}").Should().BeNull();
            throttle.Count($"address {tried}");
        }

        throttle.HeldFor("another address").Should().BePositive();
    }

    private static async Task<FormUrlEncodedContent> FormAsync(HttpClient client, string code)
    {
        using var answer = await client.GetAsync($"/invite/{code}", Stop);
        var page = await answer.Content.ReadAsStringAsync(Stop);
        client.DefaultRequestHeaders.Add("Cookie", string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0])));
        var token = System.Text.RegularExpressions.Regex.Match(page, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        return new FormUrlEncodedContent([new("code", code), new("__RequestVerificationToken", token)]);
    }

    private async Task<string> InviteAsync(string email)
    {
        var services = _portal.Services;
        (await services.GetRequiredService<CustomerService>().AddAsync(new NewCustomer("Initech", false, email), TestPortal.Staff("Ada", StaffRoles.Admin), Stop)).Should().BeNull();
        await using var db = await _portal.DatabaseAsync();
        var letter = await db.Set<StoredLetter>().SingleAsync(one => one.ToAddress == email, Stop);
        return new LetterProtector(services.GetRequiredService<IDataProtectionProvider>()).Unprotect(letter).Path["/invite/".Length..];
    }
}
