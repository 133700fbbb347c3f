using GiftedPortal.Features.Identity;

namespace GiftedPortal.Features.Setup.Together;

/// <summary>
/// Who is in which set-up, and word to all of them when something in it changes. It knows the pages that are open on this node;
/// what people on other nodes saved is seen at the pages' slow heartbeat, through the database.
/// </summary>
public sealed class SetupRooms(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, List<SetupSeat>> _rooms = [];

    /// <summary>Takes a seat in a set-up, until it is disposed.</summary>
    /// <param name="connectionId">The connection being set up.</param>
    /// <param name="actor">Who came.</param>
    /// <param name="changed">Something was saved, or somebody came, moved or left. Called on any thread, a few times a second at the most.</param>
    public SetupSeat Enter(Guid connectionId, Actor actor, Action<SetupNews> changed)
    {
        var seat = new SetupSeat(this, connectionId, actor, changed, time);
        lock (_lock)
        {
            if (!_rooms.TryGetValue(connectionId, out var seats))
            {
                _rooms[connectionId] = seats = [];
            }

            seats.Add(seat);
        }

        return seat;
    }

    /// <summary>Something of a set-up was saved: everybody in it hears of it, but the one who saved it.</summary>
    /// <param name="connectionId">The connection being set up.</param>
    /// <param name="except">Key of the seat that saved it; it knows already.</param>
    public void Tell(Guid connectionId, Guid? except)
    {
        foreach (var seat in SeatsIn(connectionId))
        {
            if (seat.Key != except) seat.Hear(SetupNews.Saved);
        }
    }

    internal IReadOnlyList<SetupSeat> SeatsIn(Guid connectionId)
    {
        lock (_lock)
        {
            return _rooms.TryGetValue(connectionId, out var seats) ? [.. seats] : [];
        }
    }

    internal void Leave(SetupSeat seat)
    {
        lock (_lock)
        {
            if (_rooms.TryGetValue(seat.ConnectionId, out var seats) && seats.Remove(seat) && seats.Count == 0)
            {
                _rooms.Remove(seat.ConnectionId);
            }
        }
    }
}

/// <summary>What there is to hear in a set-up.</summary>
public enum SetupNews
{
    /// <summary>Somebody came, moved or left.</summary>
    People,

    /// <summary>Something was saved, so what is on screen is to be read again.</summary>
    Saved,
}
