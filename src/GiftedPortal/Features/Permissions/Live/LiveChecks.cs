namespace GiftedPortal.Features.Permissions.Live;

/// <summary>The live check of each connection that somebody on this node looks at or checks. Other nodes are caught up with from the database.</summary>
public sealed class LiveChecks(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, (LiveCheck Check, int Users)> _open = [];

    internal LiveCheck Open(Guid connectionId)
    {
        lock (_lock)
        {
            var (check, users) = _open.GetValueOrDefault(connectionId);
            check ??= new LiveCheck(time);
            _open[connectionId] = (check, users + 1);
            return check;
        }
    }

    internal void Close(Guid connectionId)
    {
        lock (_lock)
        {
            var (check, users) = _open[connectionId];
            if (users > 1)
            {
                _open[connectionId] = (check, users - 1);
                return;
            }

            _open.Remove(connectionId);
            check.Dispose();
        }
    }
}
