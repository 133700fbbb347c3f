using GiftedPortal.Features.Connections.Credentials;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Providers;

namespace GiftedPortal.Features.Status.ChangeCredentials;

/// <summary>How a right changes from the old credentials to the new ones.</summary>
public enum RightsChange
{
    /// <summary>The same.</summary>
    Same,

    /// <summary>The new ones see more.</summary>
    More,

    /// <summary>The new ones see less.</summary>
    Less,

    /// <summary>One of the two could not be found out.</summary>
    Unknown,
}

/// <summary>One permission under the old and the new credentials.</summary>
/// <param name="Permission">The permission.</param>
/// <param name="Old">What the last check with the old ones that were accepted said; null when there is none.</param>
/// <param name="New">What the check with the new ones said; null when it did not look.</param>
/// <param name="Change">What that means.</param>
public sealed record RightsRow(PermissionRequirement Permission, PermissionOutcome? Old, PermissionOutcome? New, RightsChange Change);

/// <summary>Old and new credentials side by side. Pure.</summary>
/// <param name="Rows">One for each permission, in the provider's order.</param>
/// <param name="OldPeople">How many people the old ones saw; null when not known.</param>
/// <param name="NewPeople">How many people the new ones see; null when not known.</param>
public sealed record RightsComparison(IReadOnlyList<RightsRow> Rows, int? OldPeople, int? NewPeople)
{
    /// <summary>What becomes of the people.</summary>
    public RightsChange People => ChangeOf(OldPeople, NewPeople);

    /// <summary>The new ones see less of something.</summary>
    public bool SeesLess => People is RightsChange.Less || Rows.Any(row => row.Change is RightsChange.Less);

    /// <summary>Compares.</summary>
    /// <param name="permissions">The provider's permissions.</param>
    /// <param name="old">The last check with the old credentials that was accepted; null when there is none.</param>
    /// <param name="trial">The check with the new ones.</param>
    public static RightsComparison Of(IEnumerable<PermissionRequirement> permissions, PermissionCheck? old, CredentialTrial trial)
    {
        var before = old?.Findings.ToDictionary(finding => finding.Key, finding => finding.Outcome) ?? [];
        return new RightsComparison(
            [.. permissions.Select(permission => Row(permission, before.GetValueOrDefault(permission.Key), trial.OutcomeOf(permission.Key)))],
            old is { AudienceKnown: true } ? old.People : null,
            trial.AudienceKnown ? trial.People : null);
    }

    private static RightsRow Row(PermissionRequirement permission, PermissionOutcome? old, PermissionOutcome? @new) =>
        new(permission, old, @new, old == @new ? RightsChange.Same : ChangeOf(LevelOf(old), LevelOf(@new)));

    private static RightsChange ChangeOf(int? old, int? @new) => (old, @new) switch
    {
        ({ } before, { } now) => now > before ? RightsChange.More : now < before ? RightsChange.Less : RightsChange.Same,
        _ => RightsChange.Unknown,
    };

    private static int? LevelOf(PermissionOutcome? outcome) => outcome is PermissionOutcome.Judged { Verdict: var verdict } ? LevelOf(verdict) : null;

    private static int? LevelOf(Verdict verdict) => verdict switch
    {
        Verdict.Granted => 2,
        Verdict.Partly => 1,
        Verdict.Missing => 0,
        Verdict.Inconclusive or Verdict.CannotBeChecked => null,
    };
}
