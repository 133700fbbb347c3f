using Bunit;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Setup;
using GiftedPortal.Features.Setup.StepKinds;
using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Features.Setup;

/// <summary>What nobody should type, and somebody does: kept, answered with a sentence, and shown as text.</summary>
public sealed class BadInputTests(SqliteDatabase database) : StepTest(database)
{
    [Theory]
    [InlineData("\u202Egnp.emcA\u202C Ltd", "gnp.emcA Ltd")]
    [InlineData("Gift \U0001F381 Co", "Gift \U0001F381 Co")]
    [InlineData("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>")]
    [InlineData("=HYPERLINK(\"http://x\")", "=HYPERLINK(\"http://x\")")]
    [InlineData("\u05D2\u05D9\u05E4\u05D8\u05D3 Ltd", "\u05D2\u05D9\u05E4\u05D8\u05D3 Ltd")]
    public async Task A_strange_name_is_shown_as_text_and_stored_clean(string typed, string stored)
    {
        var (member, id) = await Portal.ReadyAsync();
        SignIn(member);
        var step = await DrawAsync<ConnectionStep>(member);

        step.Find("[data-testid=company-name]").Change(typed);
        step.WaitForAssertion(() => step.Find("[data-testid=company-name]").GetAttribute("value").Should().Be(typed));
        var answers = await DrawAsync<SubmitStep>(member);

        answers.Find(".answers bdi, .answers [dir=auto]").TextContent.Should().Be(typed);
        answers.FindAll(".answers img").Should().BeEmpty();
        (await Setup.SubmitAsync(member, Stop)).Should().BeNull();
        (await Portal.Get<ConnectionService>().FindAsync(id, member, Stop))!.CompanyName.Should().Be(stored);
    }

    [Fact]
    public async Task A_name_of_three_hundred_characters_is_kept_and_answered_with_a_sentence()
    {
        var (member, _) = await Portal.ReadyAsync();
        SignIn(member);
        var step = await DrawAsync<ConnectionStep>(member);

        step.Find("[data-testid=company-name]").Change(new string('n', 300));

        step.WaitForAssertion(() => step.Find("[data-testid=company-name-outcome]").TextContent.Should().Contain("1 to 200 characters"));
        (await Setup.LoadAsync(member, Stop))!.CompanyName.Should().HaveLength(300, "what is typed is never lost");
        (await Setup.SubmitAsync(member, Stop)).Should().BeOfType<ConnectionRefusal.BadCompanyName>();
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("<b>1</b>")]
    [InlineData("\U0001F381")]
    public async Task What_is_no_number_is_kept_and_answered_with_a_sentence(string typed)
    {
        var member = await SignInMemberAsync();
        var step = await DrawAsync<MembersStep>(member);

        step.Find("[data-testid=group-members]").Change(typed);

        step.WaitForAssertion(() => step.Find("[data-testid=group-members-outcome]").TextContent.Should().Contain("not a number"));
        step.Find("[data-testid=group-members]").GetAttribute("value").Should().Be(typed);
        (await Setup.LoadAsync(member, Stop))!.Answers[SetupAnswers.GroupMembers].Should().Be(typed);
    }
}
