using System.Globalization;
using AngleSharp.Html.Parser;
using GiftedPortal.Features.Notifications;
using GiftedPortal.Features.Notifications.Post;
using GiftedPortal.Tests.Testing;
using Microsoft.AspNetCore.DataProtection;
using MimeKit;

namespace GiftedPortal.Tests.Features.Notifications;

public sealed class LetterWriterTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private readonly LetterBench _bench = new(database.Contexts);

    public static TheoryData<LetterKind> Kinds() => [.. Enum.GetValues<LetterKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_kind_has_all_its_words_as_plain_text_and_as_HTML(LetterKind kind)
    {
        LetterContent[] contents = kind switch
        {
            LetterKind.Invitation => [LetterBench.Invitation],
            LetterKind.Handover => [new LetterContent.Handover("Dana", "Acme"), new LetterContent.Handover("Dana", "Acme", "Apply and save", "Please")],
            LetterKind.HandoverDone => [new LetterContent.HandoverDone("Omer", "Acme"), new LetterContent.HandoverDone("Omer", "Acme", "Apply and save")],
            LetterKind.Nudge => [new LetterContent.Nudge("Acme")],
            LetterKind.DeadlineNear => [.. from moment in (string[])["TargetNear", "Target", "DeadlineNear"] from holder in (string?[])["Rita", null] select new LetterContent.ClockReached(moment, "Acme", holder)],
            LetterKind.DeadlineBroken => [new LetterContent.ClockReached("Deadline", "Acme", "Rita"), new LetterContent.ClockReached("Deadline", "Acme", null)],
            _ => [new LetterContent.StatusChange(kind, "Acme", "Because")],
        };
        foreach (var content in contents)
        {
            using var message = await _bench.Writer.WriteAsync(await _bench.AddAsync(content));

            message.Subject.Should().NotContain(kind.ToString() + ".").And.NotContain(".Subject").And.NotContain("{");
            message.TextBody.Should().Contain("https://portal.gifted.test/invite/secret-code").And.NotContain(".Body").And.NotContain(".Action").And.NotContain("{");
            message.HtmlBody.Should().Contain("href=\"https://portal.gifted.test/invite/secret-code\"").And.NotContain(".Body").And.NotContain("{0}");
        }
    }

    [Fact]
    public async Task The_message_is_one_of_two_alternatives_that_loads_nothing_and_asks_for_no_automatic_answer()
    {
        using var message = await _bench.Writer.WriteAsync(await _bench.AddAsync());

        message.Body.Should().BeOfType<MultipartAlternative>().Which.Select(part => part.ContentType.MimeType).Should().Equal("text/plain", "text/html");
        message.HtmlBody.Should().NotContain("<img").And.NotContain("src=").And.NotContain("<style").And.NotContain("<link");
        message.Headers[HeaderId.AutoSubmitted].Should().Be("auto-generated");
        message.To.ToString().Should().Be("\"Omer\" <omer@acme.test>");
    }

    [Fact]
    public async Task What_people_wrote_is_text_and_starts_no_header_no_tag_and_no_other_direction()
    {
        var hostile = new LetterContent.Invitation("Eve\r\nBcc: all@acme.test", "<b>Acme</b>\u202E", "<script>alert(1)</script>\nsecond line");

        using var message = await _bench.Writer.WriteAsync(await _bench.AddAsync(hostile));

        message.Bcc.Count.Should().Be(0);
        message.Subject.Should().NotContainAny("\r", "\n", "\u202E");
        new HtmlParser().ParseDocument(message.HtmlBody!).QuerySelectorAll("b, script").Should().BeEmpty();
        message.TextBody.Should().Contain("> <script>alert(1)</script>").And.Contain("> second line");
    }

    [Theory]
    [InlineData("en", "ltr")]
    [InlineData("he", "rtl")]
    public async Task A_letter_runs_in_the_direction_of_its_language_whoever_caused_it(string language, string direction)
    {
        var before = CultureInfo.CurrentUICulture;

        using var message = await _bench.Writer.WriteAsync(await _bench.AddAsync(culture: language));

        var root = new HtmlParser().ParseDocument(message.HtmlBody!).DocumentElement;
        (root.GetAttribute("lang"), root.GetAttribute("dir")).Should().Be((language, direction));
        message.Headers[HeaderId.ContentLanguage].Should().Be(language);
        CultureInfo.CurrentUICulture.Should().Be(before);
    }

    [Fact]
    public async Task A_name_in_the_other_direction_keeps_to_itself()
    {
        using var message = await _bench.Writer.WriteAsync(await _bench.AddAsync(new LetterContent.Nudge("אקמי 2000")));

        message.TextBody.Should().Contain("\u2068אקמי 2000\u2069");
    }

    [Fact]
    public async Task A_letter_whose_key_is_lost_is_named_so()
    {
        var letter = await _bench.AddAsync();
        var stranger = new LetterBench(database.Contexts, protection: new EphemeralDataProtectionProvider()).Writer;

        stranger.SubjectOf(letter).Should().BeNull();
        (await stranger.Awaiting(one => one.WriteAsync(letter)).Should().ThrowAsync<PostException>()).Which.Kind.Should().Be(PostFailureKind.Unreadable);
    }
}
