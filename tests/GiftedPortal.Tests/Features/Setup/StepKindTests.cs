using Bunit;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Features.Setup;
using GiftedPortal.Features.Setup.StepKinds;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Testing;
using GiftedPortal.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace GiftedPortal.Tests.Features.Setup;

public sealed class StepKindTests(SqliteDatabase database) : StepTest(database)
{
    [Theory]
    [InlineData(null, "Accepted", "accepts them")]
    [InlineData(FailureKind.Forbidden, "Accepted", "accepts them")]
    [InlineData(FailureKind.CredentialsRejected, "CredentialsRejected", "does not accept")]
    [InlineData(FailureKind.RateLimited, "RateLimited", "no more calls until 12:30")]
    [InlineData(FailureKind.Blocked, "Blocked", "blocks our calls until 12:30")]
    [InlineData(FailureKind.Unreachable, "Unreachable", "does not answer")]
    [InlineData(FailureKind.Nonsense, "Nonsense", "do not understand")]
    public async Task Credentials_are_saved_and_the_providers_answer_is_one_sentence(FailureKind? kind, string result, string words)
    {
        Services.GetRequiredService<ViewerZone>().Use("Asia/Jerusalem");
        Portal.Provider.Failure = kind is { } failure ? new(failure, "GET /x", null, new DateTimeOffset(2026, 3, 2, 10, 30, 0, TimeSpan.Zero), "") : null;
        var member = await SignInMemberAsync();
        var step = await DrawAsync<CredentialsStep>(member);

        step.Find("[data-testid=credentials-id]").Change("SERVICE-1");
        step.Find("[data-testid=credentials-token]").Change("secret-token");
        step.Find("[data-testid=credentials-check]").Click();

        step.WaitForAssertion(() => step.Find("[data-testid=credentials-result]").GetAttribute("data-result").Should().Be(result));
        step.Find("[data-testid=credentials-result]").TextContent.Should().Contain(words);
        step.WaitForElement("[data-testid=credentials-saved]");
        step.FindAll("[data-testid=credentials-token]").Should().BeEmpty();
        step.Find("[data-testid=credentials-id]").GetAttribute("value").Should().Be("SERVICE-1");
        step.Markup.Should().NotContain("secret-token");
        (await Setup.LoadAsync(member, Stop))!.Connection.HasToken.Should().BeTrue();
    }

    [Fact]
    public async Task Credentials_that_cannot_be_right_stay_in_their_fields()
    {
        var step = await DrawAsync<CredentialsStep>(await SignInMemberAsync());

        step.Find("[data-testid=credentials-id]").Change("SER VICE");
        step.Find("[data-testid=credentials-token]").Change("to ken");
        step.Find("[data-testid=credentials-check]").Click();

        step.WaitForAssertion(() => step.Find("[data-testid=credentials-result]").TextContent.Should().Contain("cannot be the ID and token from Bob"));
        step.Find("[data-testid=credentials-id]").GetAttribute("value").Should().Be("SER VICE");
        step.Find("[data-testid=credentials-token]").GetAttribute("value").Should().Be("to ken");
    }

    [Fact]
    public async Task A_swapped_pair_is_said_before_the_provider_is_asked_and_put_right_with_one_click()
    {
        const string token = "Yf0PqKxT9sWm3ZrB8dNv1LhC5gJe7uAo2QiX6yRt";
        var member = await SignInMemberAsync();
        var step = await DrawAsync<CredentialsStep>(member);

        step.Find("[data-testid=credentials-id]").Change(token);
        step.Find("[data-testid=credentials-token]").Change("SERVICE-7");
        step.WaitForElement("[data-testid=paste-advice]").GetAttribute("data-problems").Should().Be("Swapped");
        step.Find("[data-testid=credentials-check]").Click();

        step.WaitForAssertion(() => step.Find("[data-testid=credentials-result]").TextContent.Should().Contain("not asked"));
        Portal.Provider.LastConnection.Should().BeNull();
        (await Setup.LoadAsync(member, Stop))!.Answers.Values.Should().NotContain(token, "a token is never an answer");
        step.Find("[data-testid=paste-repair]").Click();
        step.WaitForAssertion(() => step.Find("[data-testid=credentials-id]").GetAttribute("value").Should().Be("SERVICE-7"));
        step.FindAll("[data-testid=paste-advice]").Should().BeEmpty();
        step.Find("[data-testid=credentials-check]").Click();
        step.WaitForElement("[data-testid=credentials-saved]");
        Portal.Provider.LastConnection!.Token.Value.Should().Be(token);
    }

    [Theory]
    [InlineData("Other", "Other")]
    [InlineData("Nowhere", "Test")]
    public async Task Rejected_credentials_are_tried_in_another_environment_and_move_only_if_it_accepts_them(string home, string expected)
    {
        var (member, id) = await Portal.ReadyAsync();
        SignIn(member);
        Portal.Provider.Home = home;
        var step = await DrawAsync<CredentialsStep>(member);
        step.Find("[data-testid=credentials-check]").Click();

        step.WaitForElement("[data-testid=try-Other]").Click();

        step.WaitForAssertion(() => step.Find("[data-testid=credentials-result]").TextContent.Should().Contain(home == "Other" ? "Other accepts them" : "Nothing was changed"));
        (await Setup.LoadAsync(member, Stop))!.Connection.Environment.Should().Be(expected);
        (await Portal.AuditOfAsync(id)).Count(entry => entry.Action == "connection.environment").Should().Be(expected == "Other" ? 1 : 0);
    }

    [Fact]
    public async Task No_button_works_until_the_next_try_is_allowed()
    {
        var (member, _) = await Portal.ReadyAsync();
        SignIn(member);
        Portal.Provider.Failure = new ProviderFailure(FailureKind.Blocked, "GET /x", null, Portal.Time.GetUtcNow().AddMinutes(5), "");
        var step = await DrawAsync<CredentialsStep>(member);

        step.Find("[data-testid=credentials-check]").Click();

        step.WaitForElement("[data-testid=credentials-cool-down]").TextContent.Should().Contain("9:05:00");
        step.Find("[data-testid=credentials-check]").HasAttribute("disabled").Should().BeTrue();
        Portal.Time.Advance(TimeSpan.FromMinutes(5));
        step.WaitForAssertion(() => step.Find("[data-testid=credentials-check]").HasAttribute("disabled").Should().BeFalse());
    }

    [Fact]
    public async Task The_number_of_employees_is_asked_and_kept()
    {
        var (member, id) = await Portal.ReadyAsync();
        await Portal.Get<PermissionService>().CheckAsync(id, member, null, Stop);
        SignIn(member);
        var step = await DrawAsync<AudienceStep>(member);

        step.Find("[data-testid=employees]").Change("120");

        step.WaitForElement("[data-testid=audience-fit]").GetAttribute("data-fit").Should().Be("TooFew");
        (await Setup.SubmitAsync(member, Stop)).Should().BeNull();
        (await Portal.Get<ConnectionService>().FindAsync(id, member, Stop))!.Employees.Should().Be(120);
    }

    [Fact]
    public async Task The_id_is_saved_as_typed_and_a_stored_token_belongs_to_its_id()
    {
        var (member, _) = await Portal.ReadyAsync();
        SignIn(member);
        var step = await DrawAsync<CredentialsStep>(member);
        step.FindAll("[data-testid=credentials-token]").Should().BeEmpty();

        step.Find("[data-testid=credentials-id]").Change("SERVICE-2");

        step.WaitForElement("[data-testid=credentials-token]");
        (await Setup.LoadAsync(member, Stop))!.ServiceUserId.Should().Be("SERVICE-2");
    }

    [Fact]
    public async Task A_group_with_more_than_the_service_user_is_warned_of_and_kept()
    {
        var member = await SignInMemberAsync();
        var step = await DrawAsync<MembersStep>(member);

        step.Find("[data-testid=group-members]").Change("12");

        step.WaitForAssertion(() => step.Find("[data-testid=group-members-outcome]").TextContent.Should().Contain("12 members"));
        (await Setup.LoadAsync(member, Stop))!.Answers[SetupAnswers.GroupMembers].Should().Be("12");
        step.Find("[data-testid=group-members]").Change("1");
        step.WaitForAssertion(() => step.Find("[data-testid=group-members-outcome]").TextContent.Should().Contain("exactly right"));
    }

    [Fact]
    public async Task Somebody_who_is_no_administrator_gets_a_link_to_hand_over()
    {
        var step = await DrawAsync<ReadinessStep>(await SignInMemberAsync());

        step.Find("[data-testid=admin-no]").Change("on");

        step.WaitForElement("[data-testid=hand-over]").HasAttribute("open").Should().BeTrue();
        step.Find("[data-testid=admin-yes]").Change("on");
        step.WaitForAssertion(() => step.FindAll("[data-testid=hand-over]").Should().BeEmpty());
    }

    [Fact]
    public async Task Checking_the_answers_names_what_is_open_and_what_is_agreed_to()
    {
        var (member, _) = await Portal.ReadyAsync();
        SignIn(member);

        var step = await DrawAsync<SubmitStep>(member);

        step.Find("[data-testid=members-not-confirmed]");
        step.Find("[data-testid=consent]").TextContent.Should().Contain("you agree, for your company");
    }

    [Fact]
    public async Task The_name_of_a_company_that_synced_before_is_mended_with_one_click()
    {
        var member = await SignInMemberAsync(syncedBefore: true);
        var step = await DrawAsync<ConnectionStep>(member);
        step.FindAll("[data-testid=company-name-proposal]").Should().BeEmpty("the proposal ends in the right words already");

        step.Find("[data-testid=company-name]").Change("Globex");
        step.WaitForElement("[data-testid=company-name-proposal]").Click();

        step.WaitForAssertion(() => step.Find("[data-testid=company-name]").GetAttribute("value").Should().Be("Globex Service User"));
        (await Setup.LoadAsync(member, Stop))!.CompanyName.Should().Be("Globex Service User");
    }

    [Fact]
    public async Task Submitting_leads_to_the_status_page_once()
    {
        var (member, id) = await Portal.ReadyAsync();
        SignIn(member);
        var step = await DrawAsync<SubmitStep>(member);

        var button = step.Find("[data-testid=submit-sync]");
        await Task.WhenAll(button.ClickAsync(new()), button.ClickAsync(new()));

        step.WaitForAssertion(() => Navigation.Uri.Should().EndWith("/connection"));
        (await Portal.StatusAsync(id)).Should().Be(ConnectionStatus.Submitted);
        (await Portal.AuditOfAsync(id)).Count(entry => entry.Action == "connection.submit").Should().Be(1);
    }

    [Fact]
    public async Task An_id_that_was_typed_without_its_token_is_pointed_out_before_sending()
    {
        var (member, _) = await Portal.ReadyAsync();
        SignIn(member);
        await Setup.AnswerAsync(SetupAnswers.ServiceUserId, "SERVICE-2", member, Stop);

        var step = await DrawAsync<SubmitStep>(member);

        step.Find("[data-testid=other-id]").TextContent.Should().Contain("SERVICE-2");
    }

    [Fact]
    public async Task A_submission_that_is_refused_says_why_and_stays()
    {
        var step = await DrawAsync<SubmitStep>(await SignInMemberAsync());

        step.Find("[data-testid=submit-sync]").Click();

        step.WaitForElement("[data-testid=submit-refusal]").TextContent.Should().Contain("still missing");
        Navigation.Uri.Should().NotEndWith("/connection");
    }

    [Fact]
    public async Task A_submission_while_the_provider_is_down_says_that_everything_is_kept()
    {
        var (member, id) = await Portal.ReadyAsync();
        SignIn(member);
        Portal.Provider.Failure = new ProviderFailure(FailureKind.Unreachable, "GET /x", null, null, "down");
        var step = await DrawAsync<SubmitStep>(member);

        step.Find("[data-testid=submit-sync]").Click();

        step.WaitForElement("[data-testid=submit-refusal]").TextContent.Should().Contain("Bob does not answer");
        (await Portal.StatusAsync(id)).Should().Be(ConnectionStatus.Draft);
    }
}
