using GiftedPortal.Features.Approval.Review;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Clock;
using GiftedPortal.Features.Connections.Duplicates;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Testing;
using GiftedPortal.Ui;

namespace GiftedPortal.Tests.Features.Approval;

public sealed class ConcernTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly PermissionRequirement Home = new("home.view", "Home", "View Home", Provable: true, Listed: true);

    [Fact]
    public void Nothing_stands_out_when_all_is_granted_and_the_name_is_right() => KeysOf(Case()).Should().BeEmpty();

    [Theory]
    [InlineData(Verdict.Missing, "Missing")]
    [InlineData(Verdict.Partly, "Partly")]
    [InlineData(Verdict.CannotBeChecked, "Unconfirmed")]
    [InlineData(Verdict.Inconclusive, "Inconclusive")]
    public void A_verdict_that_is_not_granted_stands_out(Verdict verdict, string key) =>
        KeysOf(Case(outcome: new PermissionOutcome.Judged(verdict))).Should().Equal(key);

    [Fact]
    public void What_could_not_be_found_out_is_never_called_missing() =>
        KeysOf(Case(outcome: new PermissionOutcome.Unjudged(NoVerdict.Unreachable))).Should().Equal("Unjudged");

    [Theory]
    [InlineData(Verdict.CannotBeChecked, 0)]
    [InlineData(Verdict.Missing, 1)]
    public void A_confirmation_by_hand_settles_what_no_call_can_show_but_no_proof(Verdict verdict, int left)
    {
        var confirmed = Case(outcome: new PermissionOutcome.Judged(verdict)) with
        {
            Confirmations = [new PermissionConfirmation { ConnectionId = Guid.Empty, Key = Home.Key, At = Now, By = "Dana" }],
        };

        KeysOf(confirmed).Should().HaveCount(left);
    }

    [Theory]
    [InlineData(0, "AudienceNobody")]
    [InlineData(1, "AudienceOnePerson")]
    [InlineData(2, null)]
    [InlineData(Concern.LargeAudience, null)]
    [InlineData(Concern.LargeAudience + 1, "AudienceLarge")]
    public void An_empty_or_huge_audience_stands_out(int people, string? key) =>
        KeysOf(Case(people: people)).Should().Equal(key is null ? [] : [key]);

    [Theory]
    [InlineData("Acme", false, false)]
    [InlineData(" ACME ", false, false)]
    [InlineData("Globex", false, true)]
    [InlineData("Acme Service User", true, false)]
    [InlineData("Acme Service User", false, true)]
    public void Another_company_name_than_expected_stands_out(string typed, bool syncedBefore, bool expected) =>
        KeysOf(Case(typed: typed, syncedBefore: syncedBefore)).Contains("OtherName", StringComparer.Ordinal).Should().Be(expected);

    [Fact]
    public void No_check_old_checks_rejected_credentials_and_doubles_stand_out()
    {
        KeysOf(Case() with { Check = null }).Should().Equal("NoCheck");
        KeysOf(Case(seenAt: Now - Concern.Fresh - TimeSpan.FromSeconds(1))).Should().Equal("OldCheck");
        KeysOf(Case(failure: FailureKind.CredentialsRejected)).Should().Equal("Credentials.CredentialsRejected");
        KeysOf(Case() with { SameAccount = ["Globex"] }).Should().Equal("SameAccount");
    }

    [Theory]
    [InlineData(null, "MembersUnknown")]
    [InlineData(0, "Members")]
    [InlineData(40, "Members")]
    public void A_group_that_is_not_the_service_user_alone_stands_out(int? members, string key)
    {
        var review = Case();

        KeysOf(review with { Connection = review.Connection with { GroupMembers = members } }).Should().Equal(key);
    }

    [Theory]
    [InlineData(30, null)]
    [InlineData(33, null)]
    [InlineData(60, "AudienceTooFew")]
    [InlineData(5, "AudienceTooMany")]
    public void An_audience_that_does_not_match_the_employees_stands_out(int employees, string? key)
    {
        var review = Case(people: 30);

        KeysOf(review with { Connection = review.Connection with { Employees = employees } }).Should().Equal(key is null ? [] : [key]);
    }

    [Fact]
    public void What_is_granted_without_need_stands_out_by_its_name()
    {
        var review = Case();
        review.Check!.Result = review.Check.Result with { OverGrants = [new OverGrant("payroll", "Payroll"), new OverGrant("equity", "Equity")] };

        Concern.Of(review, Now).Should().BeEquivalentTo([new Concern(Tone.Warn, "OverGrant", "Payroll"), new Concern(Tone.Warn, "OverGrant", "Equity")]);
    }

    [Fact]
    public void A_tenant_with_the_new_permission_screen_stands_out() =>
        Concern.Of(Case(dialect: PermissionDialect.Field), Now).Should().ContainSingle().Which.Should().BeEquivalentTo(new { Tone = Tone.Info, Key = "NewDialect" });

    [Theory]
    [InlineData(LookAlikeBy.Name, "LookAlike.Name")]
    [InlineData(LookAlikeBy.ServiceUser, "LookAlike.ServiceUser")]
    public void Another_customer_that_looks_like_it_or_uses_its_credentials_stands_out_by_name(LookAlikeBy by, string key) =>
        Concern.Of(Case() with { Duplicates = new DuplicateReview([new LookAlike("Globex", by)], null) }, Now).Should().BeEquivalentTo([new Concern(Tone.Warn, key, "Globex")]);

    [Theory]
    [InlineData(DuplicateResolution.AskStaff, Tone.Warn)]
    [InlineData(DuplicateResolution.Resume, Tone.Info)]
    [InlineData(DuplicateResolution.Replace, Tone.Info)]
    public void What_the_customer_chose_about_it_stands_out(DuplicateResolution chosen, Tone tone) =>
        Concern.Of(Case() with { Duplicates = new DuplicateReview([], chosen) }, Now).Should().BeEquivalentTo([new Concern(tone, $"Duplicate.{chosen}")]);

    [Fact]
    public void What_is_gravest_comes_first()
    {
        var review = Case(outcome: new PermissionOutcome.Judged(Verdict.Missing), typed: "Globex", dialect: PermissionDialect.Field);

        Concern.Of(review, Now).Select(concern => concern.Tone).Should().Equal(Tone.Bad, Tone.Warn, Tone.Info);
    }

    private static IEnumerable<string> KeysOf(ReviewCase review) => Concern.Of(review, Now).Select(concern => concern.Key);

    private static ReviewCase Case(
        PermissionOutcome? outcome = null, int people = 30, string typed = "Acme", bool syncedBefore = false, DateTimeOffset? seenAt = null, FailureKind? failure = null, PermissionDialect dialect = PermissionDialect.Category)
    {
        var id = Guid.NewGuid();
        var connection = new ConnectionSummary
        {
            Id = id, CustomerId = Guid.NewGuid(), CustomerName = "Acme", SyncedBefore = syncedBefore, Provider = "scripted", Environment = "Test",
            GuideVersion = 1, CreatedAt = Now, Status = ConnectionStatus.Submitted, StatusSince = Now, CompanyName = typed, Employees = null, GroupMembers = 1, ServiceUserId = "SERVICE-1",
            HasToken = true, CredentialsSavedAt = Now, AccountId = "100", SubmittedById = "dana", ReviewerName = null, ReviewerId = null, ReviewerUntil = null,
        };
        var finding = new PermissionFinding(Home.Key, outcome ?? new PermissionOutcome.Judged(Verdict.Granted), "Home", Evidence.None);
        var check = new PermissionCheck
        {
            Id = Guid.NewGuid(), ConnectionId = id, At = Now, SeenAgainAt = seenAt ?? Now, GuideVersion = 1, StartedBy = "Dana", CredentialsFailure = failure,
            AudienceKnown = true, People = people, Dialect = dialect, Calls = 5, Duration = TimeSpan.FromMilliseconds(80),
            Result = new StoredFindings([StoredFinding.Of(finding)], new Dictionary<string, int>()),
        };
        var clock = ApprovalClock.Read([], ApprovalPolicy.Default);
        return new ReviewCase(connection, clock, [], new ScriptedProvider { Permissions = [Home] }, check, [], []);
    }
}
