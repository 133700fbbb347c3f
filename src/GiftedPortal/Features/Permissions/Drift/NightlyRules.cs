namespace GiftedPortal.Features.Permissions.Drift;

/// <summary>
/// Which connections are checked when in the night. Each has its own place in it, always the same, so that not all ask the provider at once; one that was
/// checked in this night already, before a sync or by a person, is not checked again. Pure; moments are UTC.
/// </summary>
internal static class NightlyRules
{
    /// <summary>Every ten minutes from midnight to six.</summary>
    public const string Cron = "0 0/10 0-5 * * ?";

    private static readonly TimeSpan Slot = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Night = TimeSpan.FromHours(6);

    /// <summary>Whether it is a connection's turn; also when its turn was missed earlier this night.</summary>
    /// <param name="connectionId">The connection.</param>
    /// <param name="lastCheckedAt">UTC of its last check; null when there was none.</param>
    /// <param name="now">UTC.</param>
    public static bool IsDue(Guid connectionId, DateTimeOffset? lastCheckedAt, DateTimeOffset now)
    {
        var midnight = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        return now >= midnight + PlaceOf(connectionId) && (lastCheckedAt is null || lastCheckedAt < midnight);
    }

    // the last bytes of an id are random, the first ones are its time of birth
    private static TimeSpan PlaceOf(Guid connectionId) => Slot * (connectionId.ToByteArray()[^1] % (int)(Night / Slot));
}
