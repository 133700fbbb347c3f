using GiftedPortal.Providers;

namespace GiftedPortal.Features.Permissions.Live;

/// <summary>
/// When an open page looks again by itself, and until when nobody may. Looking by itself spends at most a tenth of what the provider allows,
/// whoever looks: a check makes one call at each address, and limits count for an address. Pure; moments are UTC.
/// </summary>
internal static class CheckPace
{
    /// <summary>Never more often than this: nobody ticks boxes faster.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(15);

    // the lowest limit per minute that the provider documents for the calls of a check
    private const int UsualLimit = 50;
    private const double Share = 0.1;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Time between two looks, for a limit of calls per minute.</summary>
    public static TimeSpan Interval(int? limit)
    {
        var needed = Window / ((limit ?? UsualLimit) * Share);
        return needed > Shortest ? needed : Shortest;
    }

    /// <summary>UTC of the next look by itself; null: not before somebody asks for it.</summary>
    public static DateTimeOffset? NextAfter(PermissionCheck check, DateTimeOffset now) =>
        check.CredentialsFailure is FailureKind.CredentialsRejected ? null
        : IsBraked(check) ? HeldUntil(check)
        : now + Interval(check.RateLimit);

    /// <summary>Until when the check says that no try is allowed; null when it says nothing of the kind.</summary>
    public static DateTimeOffset? HeldUntil(PermissionCheck check) => Brakes(check).Max(brake => brake.Until);

    /// <summary>Somebody came back to the page: may it look at once? As long as the last minute has room in the same tenth.</summary>
    /// <param name="starts">When the checks of the last minute began.</param>
    /// <param name="limit">Calls per minute that the provider allows, when known.</param>
    /// <param name="now">UTC.</param>
    public static bool HasRoom(IEnumerable<DateTimeOffset> starts, int? limit, DateTimeOffset now) =>
        starts.Count(start => start > now - Window) < Math.Max(1, (limit ?? UsualLimit) * Share);

    private static bool IsBraked(PermissionCheck check) =>
        check.CredentialsFailure is FailureKind.RateLimited or FailureKind.Blocked || Brakes(check).Any();

    private static IEnumerable<PermissionOutcome.Unjudged> Brakes(PermissionCheck check) =>
        check.Findings.Select(finding => finding.Outcome).OfType<PermissionOutcome.Unjudged>().Where(outcome => outcome.Reason is NoVerdict.RateLimited or NoVerdict.Blocked);
}
