using Bunit;
using GiftedPortal.Features.Setup;
using GiftedPortal.Features.Setup.StepKinds;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Features.Setup;

public sealed class TypedTokenTests(SqliteDatabase database) : StepTest(database)
{
    [Fact]
    public async Task A_typed_token_survives_and_goes_back_to_no_browser()
    {
        const string token = "Yf0PqKxT9sWm3ZrB8dNv1LhC5gJe7uAo2QiX6yRt";
        var member = await SignInMemberAsync();
        await Setup.TypeAsync(SetupAnswers.ServiceUserId, new Secret("SERVICE-7"), member, Stop);
        await Setup.TypeAsync(SetupAnswers.Token, new Secret(token), member, Stop);

        var step = await DrawAsync<CredentialsStep>(member);

        step.WaitForElement("[data-testid=credentials-kept]");
        step.FindAll("[data-testid=credentials-token]").Should().BeEmpty();
        step.Markup.Should().NotContain(token);
        step.Find("[data-testid=credentials-check]").Click();
        step.WaitForElement("[data-testid=credentials-saved]");
        Portal.Provider.LastConnection!.Token.Value.Should().Be(token);
        step.WaitForElement("[data-testid=credentials-last-check]").TextContent.Should().Contain("accepted them");
    }

    [Fact]
    public async Task A_token_can_be_typed_anew_instead_of_the_kept_one()
    {
        var member = await SignInMemberAsync();
        await Setup.TypeAsync(SetupAnswers.Token, new Secret("an-old-token-that-is-long-enough"), member, Stop);
        var step = await DrawAsync<CredentialsStep>(member);

        step.WaitForElement("[data-testid=credentials-retype]").Click();

        step.WaitForElement("[data-testid=credentials-token]").GetAttribute("value").Should().BeNullOrEmpty();
        (await Setup.TypedAsync(member, Stop)).Should().BeEmpty();
    }
}
