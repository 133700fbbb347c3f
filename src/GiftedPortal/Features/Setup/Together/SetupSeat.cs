using GiftedPortal.Features.Identity;
using GiftedPortal.Ui;

namespace GiftedPortal.Features.Setup.Together;

/// <summary>One open page in a set-up.</summary>
public sealed class SetupSeat : IDisposable
{
    /// <summary>What comes within this time is told in one go.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly SetupRooms _rooms;
    private readonly Actor _actor;
    private readonly Action<SetupNews> _changed;
    private readonly ITimer _timer;
    private SetupNews? _news;
    private bool _left;

    internal SetupSeat(SetupRooms rooms, Guid connectionId, Actor actor, Action<SetupNews> changed, TimeProvider time)
    {
        (_rooms, ConnectionId, _actor, _changed) = (rooms, connectionId, actor, ViewerCulture.Keep(changed));
        _timer = time.CreateTimer(_ => Pass(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Names the page, so that it is not told what it did itself.</summary>
    public Guid Key { get; } = Guid.NewGuid();

    /// <summary>The connection being set up.</summary>
    public Guid ConnectionId { get; }

    /// <summary>Slug of the step on screen; null before the first one is.</summary>
    public string? Slug { get; private set; }

    /// <summary>The other people in this set-up, each once, where they were seen last; not staff who only look on.</summary>
    public IReadOnlyList<SomebodyElse> Others =>
    [
        .. from seat in _rooms.SeatsIn(ConnectionId)
           where seat.Slug is not null && seat._actor.Id != _actor.Id && seat._actor.Kind is not ActorKind.Viewer
           group seat by seat._actor.Id into person
           select new SomebodyElse(person.Last()._actor.Name, person.Last().Slug!),
    ];

    /// <summary>The page shows this step now.</summary>
    public void MoveTo(string slug)
    {
        if (Slug == slug) return;
        Slug = slug;
        TellOthers();
    }

    /// <summary>The page is closed.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_left) return;
            _left = true;
            _timer.Dispose();
        }

        _rooms.Leave(this);
        TellOthers();
    }

    internal void Hear(SetupNews news)
    {
        lock (_lock)
        {
            if (_left) return;
            if (_news is null) _timer.Change(Gap, Timeout.InfiniteTimeSpan);
            _news = _news is SetupNews.Saved ? SetupNews.Saved : news;
        }
    }

    private void Pass()
    {
        SetupNews news;
        lock (_lock)
        {
            if (_left || _news is null) return;
            (news, _news) = (_news.Value, null);
        }

        _changed(news);
    }

    private void TellOthers()
    {
        foreach (var seat in _rooms.SeatsIn(ConnectionId))
        {
            if (_actor.Kind is not ActorKind.Viewer && seat._actor.Id != _actor.Id) seat.Hear(SetupNews.People);
        }
    }
}

/// <summary>Another person in the same set-up.</summary>
/// <param name="Name">As the sign-in provider names them.</param>
/// <param name="Slug">The step on their screen.</param>
public sealed record SomebodyElse(string Name, string Slug)
{
    /// <summary>Up to two letters that stand for the name.</summary>
    public string Initials => string.Concat(Name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2).Select(word => System.Globalization.StringInfo.GetNextTextElement(word)));
}
