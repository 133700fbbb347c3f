using GiftedPortal.Providers;

namespace GiftedPortal.Features.Permissions.History;

/// <summary>Something that differs between a check and the one before it.</summary>
public abstract record CheckChange
{
    private CheckChange()
    {
    }

    /// <summary>Everything that differs, the credentials first. Pure.</summary>
    /// <param name="before">The older check.</param>
    /// <param name="after">The newer check.</param>
    public static IReadOnlyList<CheckChange> Between(PermissionCheck before, PermissionCheck after)
    {
        var changes = new List<CheckChange>();
        if (before.CredentialsAccepted != after.CredentialsAccepted)
        {
            changes.Add(new Credentials(after.CredentialsAccepted, after.CredentialsFailure));
        }

        var old = before.Findings.ToDictionary(finding => finding.Key);
        changes.AddRange(after.Findings
            .Where(finding => old.TryGetValue(finding.Key, out var was) && was.Outcome.Word != finding.Outcome.Word)
            .Select(finding => new Outcome(finding, old[finding.Key].Outcome)));
        if (before.AudienceKnown && after.AudienceKnown && before.People != after.People)
        {
            changes.Add(new People(before.People, after.People));
        }

        if (before.Dialect != after.Dialect && before.Dialect is not PermissionDialect.Unknown && after.Dialect is not PermissionDialect.Unknown)
        {
            changes.Add(new Screen(after.Dialect));
        }

        return changes;
    }

    /// <summary>The credentials are accepted again, or not any more.</summary>
    public sealed record Credentials(bool Accepted, FailureKind? Failure) : CheckChange;

    /// <summary>A permission came to another outcome.</summary>
    public sealed record Outcome(PermissionFinding Now, PermissionOutcome Before) : CheckChange;

    /// <summary>More or fewer people are visible.</summary>
    public sealed record People(int Before, int Now) : CheckChange;

    /// <summary>The tenant's permission screen is organised differently.</summary>
    public sealed record Screen(PermissionDialect Now) : CheckChange;
}
