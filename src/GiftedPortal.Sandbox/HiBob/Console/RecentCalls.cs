using System.Collections.Concurrent;

namespace GiftedPortal.Sandbox.HiBob.Console;

/// <summary>One call of the API, as the console shows it.</summary>
/// <param name="CompanyId">Whose service user called, or null where the id is nobody's.</param>
/// <param name="ServiceUserId">Who called, or null where the id that was sent is nobody's.</param>
/// <param name="Method">GET or POST.</param>
/// <param name="Path">Without the query.</param>
/// <param name="Status">The answer's status code.</param>
/// <param name="At">When it came; UTC.</param>
/// <param name="Duration">Until the answer had been written.</param>
public sealed record RecentCall(long? CompanyId, string? ServiceUserId, string Method, string Path, int Status, DateTimeOffset At, TimeSpan Duration);

/// <summary>The last calls of the API, in memory.</summary>
public sealed class RecentCalls
{
    private const int Kept = 200;
    private readonly ConcurrentQueue<RecentCall> _calls = new();

    internal void Add(RecentCall call)
    {
        _calls.Enqueue(call);
        while (_calls.Count > Kept) _calls.TryDequeue(out _);
    }

    /// <summary>The company's calls and those that are nobody's, newest first.</summary>
    public IReadOnlyList<RecentCall> Of(long companyId) => [.. _calls.Where(call => call.CompanyId is null || call.CompanyId == companyId).Reverse()];
}
