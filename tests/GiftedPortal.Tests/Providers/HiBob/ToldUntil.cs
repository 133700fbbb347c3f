using GiftedPortal.Providers;

namespace GiftedPortal.Tests.Providers.HiBob;

/// <summary>Hears outcomes until enough of a kind have come.</summary>
internal sealed class ToldUntil(Func<PermissionFinding, bool> counts, int enough) : IProgress<PermissionFinding>
{
    private readonly TaskCompletionSource _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _told;

    public Task Enough => _enough.Task;

    public void Report(PermissionFinding value)
    {
        if (counts(value) && Interlocked.Increment(ref _told) == enough)
            _enough.SetResult();
    }
}
