using GiftedPortal.Providers;
using GiftedPortal.Ui;
using Microsoft.Extensions.Localization;

namespace GiftedPortal.Features.Permissions;

/// <summary>How an outcome is shown. Pure.</summary>
internal static class VerdictLook
{
    /// <summary>Missing stands out, granted is calm, and what says nothing about the permission is neutral.</summary>
    public static Tone ToneOf(PermissionOutcome outcome, bool confirmed) => outcome switch
    {
        PermissionOutcome.Judged { Verdict: Verdict.Granted } => Tone.Good,
        PermissionOutcome.Judged { Verdict: Verdict.Missing } => Tone.Bad,
        PermissionOutcome.Judged { Verdict: Verdict.Partly } => Tone.Warn,
        PermissionOutcome.Judged { Verdict: Verdict.Inconclusive } => Tone.Info,
        PermissionOutcome.Judged { Verdict: Verdict.CannotBeChecked } when confirmed => Tone.Good,
        _ => Tone.Neutral,
    };

    /// <summary>The outcome in a word or two.</summary>
    public static string Of(this IStringLocalizer<PermissionText> text, PermissionOutcome outcome, bool confirmed) =>
        confirmed && outcome is PermissionOutcome.Judged { Verdict: Verdict.CannotBeChecked } ? text["Verdict.Confirmed"] : text[$"Verdict.{outcome.Word}"];

    /// <summary>What the outcome rests on, in a short sentence; null when there is none to tell.</summary>
    public static string? EvidenceOf(this IStringLocalizer<PermissionText> text, PermissionFinding finding) => finding.Outcome switch
    {
        PermissionOutcome.Unjudged => null,
        PermissionOutcome.Judged { Verdict: Verdict.Inconclusive } when finding.Evidence.PeopleSeen > 0 => text["Evidence.Inconclusive.Rows"].Value,
        PermissionOutcome.Judged { Verdict: Verdict.Missing or Verdict.Partly } when finding.Evidence.Absent.Count == 0 => null,
        _ => text[$"Evidence.{finding.Outcome.Word}", string.Join(text["ListSeparator"], finding.Evidence.Absent), finding.Evidence.PeopleSeen].Value,
    };

    /// <summary>When a call was refused that this check did not repeat, and when it may be made again; null: this check asked, or nothing is held back.</summary>
    public static string? AskedOf(this IStringLocalizer<PermissionText> text, Evidence evidence, Func<DateTimeOffset, string> local) => evidence switch
    {
        { AskedAt: { } at, AgainAt: { } again } => text["Evidence.AskedAgain", local(at), local(again)].Value,
        { AskedAt: { } at } => text["Evidence.Asked", local(at)].Value,
        { AgainAt: { } again } => text["Evidence.NotAsked", local(again)].Value,
        _ => null,
    };

    /// <summary>Nobody is visible at all: said once for all permissions, because whose data may be read is one question.</summary>
    public static bool SeesNobody(PermissionFinding finding) =>
        finding is { Outcome: PermissionOutcome.Judged { Verdict: Verdict.Inconclusive }, Evidence.PeopleSeen: 0 };

    /// <summary>How many boxes are still to tick, as far as known.</summary>
    public static int ToTick(IEnumerable<PermissionFinding> findings, IReadOnlySet<string> confirmed) => findings.Count(finding => finding.Outcome is
        PermissionOutcome.Judged { Verdict: Verdict.Missing or Verdict.Partly }
        || (finding.Outcome is PermissionOutcome.Judged { Verdict: Verdict.CannotBeChecked } && !confirmed.Contains(finding.Key)));
}
