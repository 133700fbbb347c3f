using GiftedPortal.Ui;

namespace GiftedPortal.Features.Permissions.Live;

/// <summary>One viewer's look at a connection's live check, until disposed.</summary>
public sealed class LiveWatch : IDisposable
{
    private readonly LiveChecks _checks;
    private readonly Action _changed;
    private bool _ended;

    internal LiveWatch(LiveChecks checks, Guid connectionId, Action changed)
    {
        // the check may have been started by somebody who reads another language
        (_checks, _changed, ConnectionId) = (checks, ViewerCulture.Keep(changed), connectionId);
        Check = checks.Open(connectionId);
        Check.Changed += _changed;
    }

    /// <summary>The connection.</summary>
    public Guid ConnectionId { get; }

    /// <summary>What everybody sees now.</summary>
    public LiveState State => Check.State;

    /// <summary>Somebody came back to the page: may it look at once, within the pace that is common to all?</summary>
    /// <param name="now">UTC.</param>
    public bool MayLook(DateTimeOffset now) => Check.MayLook(now);

    internal LiveCheck Check { get; }

    /// <summary>Looks away.</summary>
    public void Dispose()
    {
        if (_ended)
        {
            return;
        }

        _ended = true;
        Check.Changed -= _changed;
        _checks.Close(ConnectionId);
    }
}
