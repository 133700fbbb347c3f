using Bunit;
using GiftedPortal.Ui;
using MudBlazor;

namespace GiftedPortal.Tests.Ui;

public class ConfirmButtonTests : UiTest
{
    private readonly List<string> _reasons = [];

    private IRenderedComponent<MudDialogProvider> Open(ReasonField reason)
    {
        // the dialog's text field draws its popovers here
        Render<MudPopoverProvider>();
        var dialogs = Render<MudDialogProvider>();
        Render<ConfirmButton>(parameters => parameters
            .Add(button => button.Label, "Reject")
            .Add(button => button.Title, "Reject Acme?")
            .Add(button => button.Body, "The customer is told why.")
            .Add(button => button.Reason, reason)
            .Add(button => button.OnConfirmed, _reasons.Add)).Find("button").Click();
        dialogs.WaitForElement("[data-testid=confirm]");
        return dialogs;
    }

    [Fact]
    public void Nothing_happens_without_the_reason_that_is_needed()
    {
        var dialogs = Open(ReasonField.Required);
        dialogs.Markup.Should().NotContain("Say why");

        dialogs.Find("[data-testid=confirm]").Click();

        dialogs.WaitForAssertion(() => dialogs.Markup.Should().Contain("Say why"));
        _reasons.Should().BeEmpty();
    }

    [Fact]
    public void The_reason_is_handed_over_without_the_blanks_around_it()
    {
        var dialogs = Open(ReasonField.Required);
        dialogs.Find("textarea").Input("  not enough evidence ");
        dialogs.Find("[data-testid=confirm]").Click();

        dialogs.WaitForAssertion(() => _reasons.Should().Equal("not enough evidence"));
    }

    [Fact]
    public void Cancelling_does_nothing()
    {
        var dialogs = Open(ReasonField.None);
        dialogs.Find("[data-testid=confirm-cancel]").Click();

        dialogs.WaitForState(() => dialogs.FindAll("[data-testid=confirm]").Count == 0);
        _reasons.Should().BeEmpty();
    }
}
