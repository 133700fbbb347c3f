using Bunit;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Setup;
using GiftedPortal.Features.Setup.StepKinds;
using GiftedPortal.Features.Status;
using GiftedPortal.Tests.Features.Setup;
using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Tests.Features.Connections.Duplicates;

public sealed class DuplicateNoticeTests(SqliteDatabase database) : StepTest(database)
{
    [Fact]
    public async Task Going_on_with_the_earlier_connection_types_its_name_again()
    {
        var (member, name) = await AgainAsync();
        var step = await DrawAsync<ConnectionStep>(member);
        step.WaitForElement("[data-testid=duplicate]").TextContent.Should().Contain("was connected before");

        step.Find("[data-testid=duplicate-Resume]").Click();

        step.WaitForAssertion(() => step.Find("[data-testid=company-name]").GetAttribute("value").Should().Be(name));
        step.WaitForAssertion(() => step.Find("[data-testid=duplicate]").GetAttribute("data-chosen").Should().Be("Resume"));
        (await Setup.LoadAsync(member, Stop))!.Answers[SetupAnswers.CompanyName].Should().Be(name);
    }

    [Fact]
    public async Task Beginning_afresh_takes_nothing_over_and_can_be_changed_to_asking_Gifted()
    {
        var (member, _) = await AgainAsync();
        var step = await DrawAsync<ConnectionStep>(member);

        step.WaitForElement("[data-testid=duplicate-Replace]").Click();
        step.WaitForAssertion(() => step.Find("[data-testid=duplicate]").TextContent.Should().Contain("stays closed"));
        (await Setup.LoadAsync(member, Stop))!.Answers.Should().NotContainKey(SetupAnswers.CompanyName);
        step.Find("[data-testid=duplicate-AskStaff]").Click();

        step.WaitForAssertion(() => step.Find("[data-testid=duplicate]").GetAttribute("data-chosen").Should().Be("AskStaff"));
    }

    [Fact]
    public async Task Another_name_offers_to_ask_Gifted_and_nothing_else_and_says_nothing_of_others()
    {
        var stranger = await Portal.MemberAsync(company: "Umbrella");
        await Setup.LoadAsync(stranger, Stop);
        var member = await SignInMemberAsync();
        await Setup.AnswerAsync(SetupAnswers.CompanyName, "Umbrella", member, Stop);

        var step = await DrawAsync<ConnectionStep>(member);

        step.WaitForElement("[data-testid=duplicate]").GetAttribute("data-kind").Should().Be("OtherName", "said of any name, whether somebody has it or not");
        step.FindAll("[data-testid^=duplicate-]").Select(button => button.GetAttribute("data-testid")).Should().Equal("duplicate-AskStaff");
    }

    // a customer whose connection has ended begins again
    private async Task<(Actor Member, string Name)> AgainAsync()
    {
        var (member, id) = await Portal.LiveAsync();
        // not what the portal would propose by itself
        var name = (await Portal.Get<ConnectionService>().FindAsync(id, member, Stop))!.CompanyName + ", Ltd.";
        await using (var db = await Portal.Contexts.CreateDbContextAsync(Stop))
        {
            await db.Set<Connection>().Where(one => one.Id == id).ExecuteUpdateAsync(set => set.SetProperty(one => one.CompanyName, name), Stop);
        }

        (await Portal.Get<ConnectionControl>().DisconnectAsync(id, name, member, Stop)).Should().BeNull();
        Portal.Time.Advance(TimeSpan.FromDays(1));
        (await Portal.Get<ConnectionService>().StartAgainAsync(member, Stop)).Should().BeNull();
        SignIn(member);
        return (member, name);
    }
}
