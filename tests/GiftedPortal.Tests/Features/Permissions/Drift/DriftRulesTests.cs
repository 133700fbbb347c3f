using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Features.Permissions.Drift;
using GiftedPortal.Providers;
using static GiftedPortal.Tests.Features.Permissions.Checks;

namespace GiftedPortal.Tests.Features.Permissions.Drift;

public sealed class DriftRulesTests
{
    private static readonly PermissionRequirement[] Needed = [new("0", "Home", "View Home", true, true) { SyncNeeds = true }, new("1", "Work", "View histories", true, true)];

    private static PermissionCheck After(PermissionCheck before, PermissionCheck check)
    {
        var expected = DriftRules.Expect(before.Result.Expected, check.Findings);
        return With(check, expected, DriftRules.Lost(expected, check.Findings, before.Lost, Needed));
    }

    private static PermissionCheck First(PermissionCheck check) => With(check, DriftRules.Expect(null, check.Findings), []);

    private static PermissionCheck With(PermissionCheck check, IReadOnlyDictionary<string, Verdict> expected, IReadOnlyList<string> lost) => new()
    {
        Id = check.Id, ConnectionId = check.ConnectionId, At = check.At, SeenAgainAt = check.SeenAgainAt, GuideVersion = 1, StartedBy = "Mia", CredentialsFailure = check.CredentialsFailure,
        AudienceKnown = check.AudienceKnown, People = check.People, Dialect = check.Dialect, Calls = 1, Duration = TimeSpan.Zero, Result = check.Result with { Expected = expected, Lost = lost },
    };

    [Theory]
    [InlineData(Verdict.Granted, Verdict.Missing, true)]
    [InlineData(Verdict.Granted, Verdict.Partly, true)]
    [InlineData(Verdict.Partly, Verdict.Missing, true)]
    [InlineData(Verdict.Granted, Verdict.Granted, false)]
    [InlineData(Verdict.Missing, Verdict.Missing, false)]
    [InlineData(Verdict.Partly, Verdict.Partly, false)]
    [InlineData(Verdict.Granted, Verdict.Inconclusive, false)]
    [InlineData(Verdict.Inconclusive, Verdict.Missing, false)]
    public void Only_what_was_accepted_and_is_less_now_is_lost(Verdict accepted, Verdict now, bool lost) =>
        After(First(Of(null, Is(accepted))), Of(null, Is(now))).Lost.Should().Equal(lost ? ["0"] : []);

    [Fact]
    public void A_permission_that_no_sync_needs_is_never_lost() =>
        After(First(Of(null, Is(Verdict.Granted), Is(Verdict.Granted))), Of(null, Is(Verdict.Granted), Is(Verdict.Missing))).Lost.Should().BeEmpty();

    [Fact]
    public void What_was_granted_later_is_counted_on_as_well() =>
        After(After(First(Of(null, Is(Verdict.Missing))), Of(null, Is(Verdict.Granted))), Of(null, Is(Verdict.Missing))).Lost.Should().Equal("0");

    [Theory]
    [InlineData(NoVerdict.Unreachable)]
    [InlineData(NoVerdict.RateLimited)]
    [InlineData(NoVerdict.Blocked)]
    public void Trouble_on_the_way_neither_loses_nor_regains(NoVerdict reason)
    {
        var granted = First(Of(null, Is(Verdict.Granted)));
        var lost = After(granted, Of(null, Is(Verdict.Missing)));

        After(granted, Of(FailureKind.Unreachable, Not(reason))).Lost.Should().BeEmpty();
        After(lost, Of(FailureKind.Unreachable, Not(reason))).Lost.Should().Equal("0");
        After(lost, Of(null, Is(Verdict.Granted))).Lost.Should().BeEmpty();
    }

    [Fact]
    public void Each_trouble_has_its_own_reason_that_can_be_read_back()
    {
        var accepted = First(Of(null, Is(Verdict.Granted)));
        var lost = DriftRules.Trouble(After(accepted, Of(null, Is(Verdict.Missing))))!;
        var nobody = DriftRules.Trouble(After(accepted, Of(null, 0, Is(Verdict.Inconclusive))))!;
        var rejected = DriftRules.Trouble(Of(FailureKind.CredentialsRejected, Not(NoVerdict.CredentialsRejected)))!;

        lost.ToString().Should().Be("PermissionLost: 0");
        (nobody.Code, rejected.Code).Should().Be((AttentionReason.AudienceLost, AttentionReason.CredentialsRejected));
        foreach (var reason in (AttentionReason[])[lost, nobody, rejected])
        {
            AttentionReason.Parse(reason.ToString()).Should().BeEquivalentTo(reason);
        }

        DriftRules.Trouble(Of(FailureKind.Unreachable, Not(NoVerdict.Unreachable))).Should().BeNull();
        DriftRules.Trouble(First(Of(null, 0, Is(Verdict.Inconclusive)))).Should().BeNull("nobody was visible when it was accepted");
    }

    [Theory]
    [InlineData(ConnectionStatus.Live, null, true, true, ConnectionOperation.RaiseAttention)]
    [InlineData(ConnectionStatus.NeedsAttention, "PermissionLost: 0", true, true, null)]
    [InlineData(ConnectionStatus.Paused, null, true, true, null)]
    [InlineData(ConnectionStatus.Live, null, true, false, null)]
    [InlineData(ConnectionStatus.NeedsAttention, "PermissionLost: 0", true, false, ConnectionOperation.GoLive)]
    [InlineData(ConnectionStatus.NeedsAttention, "CredentialsRejected", true, false, ConnectionOperation.GoLive)]
    [InlineData(ConnectionStatus.NeedsAttention, "Brake", true, false, null)]
    [InlineData(ConnectionStatus.NeedsAttention, "PermissionLost: 0", false, false, null)]
    public void A_check_raises_what_it_finds_and_ends_only_what_checks_find(ConnectionStatus status, string? raised, bool hasBeenLive, bool loses, ConnectionOperation? expected) =>
        DriftRules.Decide(status, raised is null ? null : AttentionReason.Parse(raised), hasBeenLive, After(First(Of(null, Is(Verdict.Granted))), Of(null, Is(loses ? Verdict.Missing : Verdict.Granted))))
            .Should().Be(expected);

    [Fact]
    public void A_check_that_found_nothing_out_ends_nothing() =>
        DriftRules.Decide(ConnectionStatus.NeedsAttention, AttentionReason.Parse("CredentialsRejected"), true, Of(FailureKind.Unreachable, Not(NoVerdict.Unreachable))).Should().BeNull();

    [Fact]
    public void Each_connection_has_its_place_in_the_night_and_one_turn()
    {
        var midnight = new DateTimeOffset(2026, 3, 3, 0, 0, 0, TimeSpan.Zero);
        var firings = Enumerable.Range(0, 36).Select(number => midnight + (TimeSpan.FromMinutes(10) * number)).ToList();
        var ids = Enumerable.Range(0, 500).Select(_ => Guid.NewGuid()).ToList();
        var firsts = ids.Select(id => firings.First(at => NightlyRules.IsDue(id, midnight.AddDays(-1), at))).ToList();

        var end = firings[^1];
        firsts.Distinct().Should().HaveCountGreaterThan(20, "they are spread over the night");
        ids.Should().OnlyContain(id => !NightlyRules.IsDue(id, midnight.AddMinutes(1), end), "who was checked this night is not checked again");
        ids.Should().OnlyContain(id => NightlyRules.IsDue(id, null, end), "a turn that was missed is made up for");
    }
}
