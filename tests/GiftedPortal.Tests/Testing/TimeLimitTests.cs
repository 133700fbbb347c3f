using Xunit.v3;

namespace GiftedPortal.Tests.Testing;

public sealed class TimeLimitTests
{
    [Fact]
    public async Task A_test_that_waits_for_something_that_never_comes_is_cancelled()
    {
        var (limit, test) = (new TimeLimitAttribute { Seconds = 0 }, (IXunitTest)TestContext.Current.Test!);
        var cancelled = new TaskCompletionSource();
        await using var _ = Stop.Register(cancelled.SetResult);

        limit.Before(null!, test);

        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30), CancellationToken.None);
        limit.After(null!, test);
    }

    [Fact]
    public void A_test_that_ends_in_time_is_left_alone()
    {
        var (limit, test) = (new TimeLimitAttribute { Seconds = 1 }, (IXunitTest)TestContext.Current.Test!);

        limit.Before(null!, test);
        limit.After(null!, test);

        limit.IsWatching.Should().BeFalse();
    }
}
