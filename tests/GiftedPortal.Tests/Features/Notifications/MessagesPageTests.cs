using Bunit;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Notifications;
using GiftedPortal.Features.Notifications.Messages;
using GiftedPortal.Tests.Features.Approval;
using GiftedPortal.Tests.Testing;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace GiftedPortal.Tests.Features.Notifications;

public sealed class MessagesPageTests : StaffPageTest
{
    private static readonly Actor Olga = TestPortal.Staff("Olga", StaffRoles.Operator);
    private static readonly Actor Adam = TestPortal.Staff("Adam", StaffRoles.Auditor);

    [Fact]
    public async Task A_letter_is_told_by_its_subject_and_its_fate_and_never_by_its_link()
    {
        var bench = Bench();
        var letter = await bench.AddAsync();
        bench.Post.Fails = PostFailureKind.Recipient;
        await bench.Node().SendDueAsync(Stop);

        var page = Open("", Adam);

        var row = page.WaitForElement($"[data-testid=letter-row-{letter.Id}]");
        row.TextContent.Should().Contain("omer@acme.test").And.Contain("Dana invites you to connect Acme with Gifted").And.Contain("Failed")
            .And.Contain("refused the recipient's address for good").And.Contain("451 4.3.0").And.Contain("Whoever typed the address");
        page.Markup.Should().NotContain("secret-code").And.NotContain("See you inside");
        page.FindAll("[data-testid=send-again]").Should().BeEmpty("an auditor changes nothing");
    }

    [Fact]
    public async Task An_operator_sends_a_letter_again()
    {
        var bench = Bench();
        var letter = await bench.AddAsync();
        await bench.Node().SendDueAsync(Stop);
        var dialogs = Render<MudDialogProvider>();
        var page = Open("", Olga);

        var click = page.WaitForElement("[data-testid=send-again]").ClickAsync(new());
        dialogs.WaitForElement("[data-testid=confirm]").Click();
        await click;

        page.WaitForAssertion(() => page.Find($"[data-testid=letter-row-{letter.Id}]").GetAttribute("data-state").Should().Be("Waiting"));
        (await bench.Node().SendDueAsync(Stop)).Should().Be(1);
    }

    [Fact]
    public async Task The_address_filters_by_state_kind_and_recipient()
    {
        var bench = Bench();
        await bench.AddAsync(new LetterContent.Nudge("Acme"), "dana@acme.test");
        await bench.Node().SendDueAsync(Stop);
        await bench.AddAsync(to: "lee@globex.test");

        foreach (var query in new[] { "?state=Waiting", "?kind=Invitation", "?to=GLOBEX", "?state=Waiting&kind=Invitation&to=lee" })
        {
            var page = Open(query, Adam);
            page.WaitForAssertion(() => page.FindAll("[data-testid^=letter-row]").Should().ContainSingle().Which.TextContent.Should().Contain("lee@globex.test"));
        }
    }

    [Fact]
    public void Nothing_to_show_is_two_sentences() =>
        Open("?state=nonsense", Adam).WaitForElement("[data-testid=state-empty]").TextContent.Should().Contain("There are no such messages.");

    [Theory]
    [InlineData("customer=somebody")]
    [InlineData("before=long-ago")]
    public async Task An_address_that_names_no_customer_and_no_letter_finds_nothing_and_breaks_nothing(string query)
    {
        await Bench().AddAsync();

        Open($"?{query}", Adam).WaitForElement("[data-testid=state-empty]");
    }

    private LetterBench Bench() => new(Portal.Contexts, Portal);

    private IRenderedComponent<MessagesPage> Open(string query, Actor actor)
    {
        SignIn(actor, actor.HasAny(StaffRoles.Operator) ? [Policies.Staff, Policies.ResendLetters] : [Policies.Staff]);
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/staff/messages{query}");
        return Render<MessagesPage>();
    }
}
