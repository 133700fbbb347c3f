using GiftedPortal.Providers;

namespace GiftedPortal.Features.Permissions.Live;

/// <summary>The one check of a connection on this node: whoever asks while it runs, waits for the same one, and all see its outcomes as they come.</summary>
internal sealed class LiveCheck : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Queue<DateTimeOffset> _starts = new();
    private readonly List<IProgress<PermissionFinding>> _listeners = [];
    private readonly TimeProvider _time;
    private readonly Throttle _news;
    private Task<PermissionCheck>? _running;
    private DateTimeOffset _caughtUpAt;

    public LiveCheck(TimeProvider time) => (_time, _news) = (time, new Throttle(() => Changed?.Invoke(), time));

    /// <summary>Raised on any thread, a few times a second at the most.</summary>
    public event Action? Changed;

    public LiveState State { get; private set; } = LiveState.Empty;

    public void Dispose() => _news.Dispose();

    /// <summary>Runs the check, or joins the one that runs. It is not cancelled with whoever started it: others look on.</summary>
    public Task<PermissionCheck> RunAsync(Func<IProgress<PermissionFinding>, Task<PermissionCheck>> check, IProgress<PermissionFinding>? progress)
    {
        var ended = new TaskCompletionSource<PermissionCheck>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (progress is not null)
            {
                _listeners.Add(progress);
            }

            if (_running is not null)
            {
                return _running;
            }

            _running = ended.Task;
            Forget(_time.GetUtcNow() - Minute);
            _starts.Enqueue(_time.GetUtcNow());
            State = State with { Checking = true, Failed = false };
        }

        _news.Now();
        _ = CarryOutAsync(check, ended);
        return ended.Task;
    }

    /// <summary>Takes over what is stored: the newest check, perhaps of another node, and what members gave their word for.</summary>
    public void Take(PermissionCheck? check, IEnumerable<PermissionConfirmation> confirmed, DateTimeOffset? credentialsSavedAt)
    {
        lock (_lock)
        {
            _caughtUpAt = _time.GetUtcNow();
            var before = State;
            State = State with { Confirmed = confirmed.ToDictionary(one => one.Key) };
            if (_running is null && check is not null && (check.Id, check.SeenAgainAt) != (before.Latest?.Id, before.Latest?.SeenAgainAt))
            {
                Take(check, check.SeenAgainAt);
            }

            if (check is null || credentialsSavedAt > check.SeenAgainAt)
            {
                // what was said of other credentials holds nobody back
                State = State with { NextAt = State.Failed ? State.NextAt : _time.GetUtcNow(), HeldUntil = null };
            }
        }

        _news.Now();
    }

    /// <summary>What is stored was not looked at for this long.</summary>
    public bool IsBehind(TimeSpan age)
    {
        lock (_lock)
        {
            return _time.GetUtcNow() - _caughtUpAt >= age;
        }
    }

    /// <summary>Somebody came back to the page: may it look at once?</summary>
    public bool MayLook(DateTimeOffset now)
    {
        lock (_lock)
        {
            return _running is null && State.NextAt is not null && !State.IsHeld(now) && CheckPace.HasRoom(_starts, State.Latest?.RateLimit, now);
        }
    }

    private async Task CarryOutAsync(Func<IProgress<PermissionFinding>, Task<PermissionCheck>> check, TaskCompletionSource<PermissionCheck> ended)
    {
        try
        {
            var result = await check(new Ear(Hear));
            End(state => state, result);
            ended.SetResult(result);
        }
        catch (Exception exception)
        {
            End(state => state with { Failed = true, NextAt = _time.GetUtcNow() + CheckPace.Shortest }, null);
            ended.SetException(exception);
        }
    }

    private void Hear(PermissionFinding finding)
    {
        IProgress<PermissionFinding>[] listeners;
        lock (_lock)
        {
            State = State with { Findings = new Dictionary<string, PermissionFinding>(State.Findings) { [finding.Key] = finding } };
            listeners = [.. _listeners];
        }

        foreach (var listener in listeners)
        {
            listener.Report(finding);
        }

        _news.Soon();
    }

    private void End(Func<LiveState, LiveState> change, PermissionCheck? result)
    {
        lock (_lock)
        {
            _running = null;
            _listeners.Clear();
            State = change(State with { Checking = false });
            if (result is not null)
            {
                Take(result, _time.GetUtcNow());
            }
        }

        _news.Now();
    }

    private void Take(PermissionCheck check, DateTimeOffset at) => State = State with
    {
        Latest = check,
        Findings = check.Findings.ToDictionary(finding => finding.Key),
        NextAt = CheckPace.NextAfter(check, at),
        HeldUntil = CheckPace.HeldUntil(check),
    };

    private void Forget(DateTimeOffset before)
    {
        while (_starts.TryPeek(out var start) && start <= before)
        {
            _starts.Dequeue();
        }
    }

    // hears outcomes on whatever thread they are settled
    private sealed class Ear(Action<PermissionFinding> hear) : IProgress<PermissionFinding>
    {
        public void Report(PermissionFinding value) => hear(value);
    }
}
