using System.Net;
using System.Text.RegularExpressions;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Notifications;
using GiftedPortal.Features.Notifications.Writing;
using GiftedPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace GiftedPortal.Tests.Languages;

/// <summary>Which language a request is answered in, and how a person chooses another.</summary>
public sealed partial class LanguageChoiceTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private const string Cookie = ".AspNetCore.Culture";
    private const string APage = "/sign-in-failed";

    [Theory]
    [InlineData(null, "en", "ltr")]
    [InlineData("fr", "en", "ltr")]
    [InlineData("en-US", "en", "ltr")]
    [InlineData("he", "he", "rtl")]
    [InlineData("he-IL, en;q=0.5", "he", "rtl")]
    [InlineData("en;q=0.5, he;q=0.9", "he", "rtl")]
    [InlineData("fr-FR, fr;q=0.9, he;q=0.8", "he", "rtl")]
    [InlineData("he;q=0, en", "en", "ltr")]
    [InlineData("*, ;;, h", "en", "ltr")]
    public async Task The_browser_says_which_language_and_which_direction(string? asked, string language, string direction)
    {
        using var client = portal.ClientOf(null);
        if (asked is not null) client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", asked);

        (await client.GetStringAsync(APage, Stop)).Should().Contain($"<html lang=\"{language}\" dir=\"{direction}\">");
    }

    [Fact]
    public async Task What_was_chosen_counts_more_than_the_browser()
    {
        using var client = portal.ClientOf(null);
        client.DefaultRequestHeaders.Add("Accept-Language", "en-US");

        using var answer = await ChooseAsync(client, "he", from: $"https://localhost{APage}?a=1");

        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        answer.Headers.Location.Should().Be(new Uri(APage + "?a=1", UriKind.Relative));
        WebUtility.HtmlDecode(await client.GetStringAsync(APage, Stop)).Should().Contain("lang=\"he\" dir=\"rtl\"").And.Contain("הכניסה לא הצליחה");
    }

    [Theory]
    [InlineData("he", "en-US, he", "c=he-IL|uic=he")]
    [InlineData("en", "he, en-US;q=0.5", "c=en-US|uic=en")]
    [InlineData("en", "he", "c=en-GB|uic=en")]
    public async Task Dates_are_written_as_in_the_country_that_the_browser_names(string chosen, string asked, string kept)
    {
        using var client = portal.ClientOf(null);
        client.DefaultRequestHeaders.Add("Accept-Language", asked);

        using var answer = await ChooseAsync(client, chosen);

        Uri.UnescapeDataString(answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith(Cookie, StringComparison.Ordinal))).Should().StartWith($"{Cookie}={kept};");
    }

    [Fact]
    public async Task A_member_is_known_by_the_chosen_language_from_then_on()
    {
        var member = new Actor("subject-lior", "lior", null, ActorKind.Member, Guid.NewGuid(), StaffRoles.None);
        using var client = portal.ClientOf(member);

        (await ChooseAsync(client, "he")).Dispose();

        await using var db = await portal.DatabaseAsync();
        (await db.Set<Member>().SingleAsync(one => one.Subject == member.Id, Stop)).Language.Should().Be("he");
    }

    [Fact]
    public async Task Letters_to_a_member_are_written_in_the_chosen_language()
    {
        var member = new Actor("subject-noa", "noa", null, ActorKind.Member, Guid.NewGuid(), StaffRoles.None);
        using var client = portal.ClientOf(member);
        (await ChooseAsync(client, "he")).Dispose();

        await using var db = await portal.DatabaseAsync();
        var now = DateTimeOffset.UnixEpoch;
        var connection = new Connection { Id = Guid.NewGuid(), CustomerId = member.CustomerId!.Value, Provider = "hibob", Environment = "Production", GuideVersion = 1, CreatedAt = now };
        db.Add(connection);
        await db.SaveChangesAsync(Stop);
        db.Add(new ConnectionEvent
        {
            ConnectionId = connection.Id, At = now, Operation = ConnectionOperation.GoLive, From = ConnectionStatus.FirstSync, To = ConnectionStatus.Live, ActorId = "sync", ActorName = "sync",
        });
        await db.SaveChangesAsync(Stop);

        var letter = await db.Set<StoredLetter>().SingleAsync(one => one.ConnectionId == connection.Id, Stop);
        var message = await portal.Services.GetRequiredService<LetterWriter>().WriteAsync(letter);
        message.Subject.Should().Be("החיבור של Company of noa פעיל");
        message.Headers[HeaderId.ContentLanguage].Should().Be("he");
        message.HtmlBody.Should().Contain("dir=\"rtl\"");
    }

    [Theory]
    [InlineData("https://evil.example/setup")]
    [InlineData("https://localhost//evil.example")]
    [InlineData("not an address")]
    [InlineData(null)]
    public async Task Choosing_never_leads_to_another_site(string? from)
    {
        using var client = portal.ClientOf(null);

        using var answer = await ChooseAsync(client, "he", from);

        answer.Headers.Location.Should().Be(new Uri("/", UriKind.Relative));
    }

    [Fact]
    public async Task A_language_that_the_portal_does_not_speak_is_not_there()
    {
        using var client = portal.ClientOf(null);

        using var answer = await ChooseAsync(client, "tlh");

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Choosing_takes_a_token_that_only_our_own_pages_have()
    {
        using var client = portal.ClientOf(null);

        using var answer = await client.PostAsync("/language/he", new FormUrlEncodedContent([]), Stop);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        answer.Headers.Contains("Set-Cookie").Should().BeFalse();
    }

    private static async Task<HttpResponseMessage> ChooseAsync(HttpClient client, string language, string? from = null)
    {
        var token = Token().Match(await client.GetStringAsync(APage, Stop)).Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/language/{language}") { Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]) };
        if (from is not null) request.Headers.TryAddWithoutValidation("Referer", from);
        return await client.SendAsync(request, Stop);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
