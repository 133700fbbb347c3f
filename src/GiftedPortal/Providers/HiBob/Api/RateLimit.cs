using System.Globalization;

namespace GiftedPortal.Providers.HiBob.Api;

/// <summary>Reads Bob's rate limit headers (apidocs.hibob.com/reference/rate-limiting), and <c>Retry-After</c>, which Bob does not document.</summary>
internal static class RateLimit
{
    // a moment beyond this is a mistake of the sender's, and would stop a connection for good
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Calls left in the current window.</summary>
    public static int? Left(HttpResponseMessage response) =>
        Header(response, "X-RateLimit-Remaining") is { } value && int.TryParse(value, CultureInfo.InvariantCulture, out var left) ? left : null;

    /// <summary>Calls allowed in a window, at this address.</summary>
    public static int? Limit(HttpResponseMessage response) =>
        Header(response, "X-RateLimit-Limit") is { } value && int.TryParse(value, CultureInfo.InvariantCulture, out var limit) && limit > 0 ? limit : null;

    /// <summary>When the next call is allowed; Bob's limits are per minute, so that is what a silent 429 means.</summary>
    public static DateTimeOffset NextWindow(HttpResponseMessage response, DateTimeOffset now) =>
        RetryAfter(response, now) ?? Reset(response, now) ?? now + Window;

    /// <summary>When the current window ends, if this answer used up its last call; never more than one window away, whatever Bob's clock says.</summary>
    public static DateTimeOffset? EndOfSpentWindow(HttpResponseMessage response, DateTimeOffset now) =>
        Left(response) is <= 0 && Reset(response, now) is { } reset ? (reset < now + Window ? reset : now + Window) : null;

    /// <summary>The moment that <c>Retry-After</c> names, as seconds or as a date.</summary>
    public static DateTimeOffset? RetryAfter(HttpResponseMessage response, DateTimeOffset now)
    {
        var header = response.Headers.RetryAfter;
        return Sane(header?.Delta is { } delta ? now + delta : header?.Date, now);
    }

    private static DateTimeOffset? Reset(HttpResponseMessage response, DateTimeOffset now)
    {
        if (Header(response, "X-RateLimit-Reset") is not { } value || !long.TryParse(value, CultureInfo.InvariantCulture, out var seconds))
            return null;
        if (seconds is < 0 or > 253402300799)
            return null;
        // a figure of less than a day is no date: others count the seconds that are left
        return Sane(seconds < 86_400 ? now.AddSeconds(seconds) : DateTimeOffset.FromUnixTimeSeconds(seconds), now);
    }

    private static DateTimeOffset? Sane(DateTimeOffset? moment, DateTimeOffset now) =>
        moment is null || moment > now + Longest ? null : moment < now ? now : moment;

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
