using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using GiftedPortal.Tests.Testing;
using Xunit.v3;

[assembly: TimeLimit(Seconds = 600)]

namespace GiftedPortal.Tests.Testing;

/// <summary>A test that waits for something that never comes is named and cancelled, so that it fails alone instead of keeping all results from everybody.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class TimeLimitAttribute : BeforeAfterTestAttribute
{
    private readonly ConcurrentDictionary<string, Timer> _running = new();

    public required int Seconds { get; init; }

    public bool IsWatching => !_running.IsEmpty;

    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (Debugger.IsAttached)
        {
            return;
        }

        var context = TestContext.Current;
        _running[test.UniqueID] = new Timer(
            _ =>
            {
                Console.Error.WriteLine($"{test.TestDisplayName} is cancelled: it has been running for {Seconds} seconds.");
                context.CancelCurrentTest();
            },
            null,
            TimeSpan.FromSeconds(Seconds),
            Timeout.InfiniteTimeSpan);
    }

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (_running.TryRemove(test.UniqueID, out var timer))
        {
            timer.Dispose();
        }
    }
}
