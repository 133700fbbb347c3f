using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace GiftedPortal.EndToEndTests.SyncKills;

/// <summary>
/// Counts the moments of a process that syncs: each person, each step that EF takes with the database, each command of Npgsql (a <c>COPY</c> among them),
/// and within a statement of SQLite every few instructions. At the one that it was ordered to it says so, and stands still there or goes on.
/// </summary>
internal sealed class Moments(Order order, Action<string> say) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private const int Instructions = 100;

    private readonly Lock _lock = new();
    private Dictionary<Part, int> _passed = [];
    private Part _part;
    private int _run;
    private bool _said;

    /// <summary>The moments of the run that is going on, by its parts.</summary>
    public IReadOnlyDictionary<Part, int> Passed => _passed;

    public void Begin(int run)
    {
        lock (_lock) (_run, _passed) = (run, []);
        Enter(Part.Beginning);
    }

    public void Enter(Part part)
    {
        lock (_lock) _part = part;
        Pass($"{part}");
    }

    public void Listen()
    {
        DiagnosticListener.AllListeners.Subscribe(this);
        ActivitySource.AddActivityListener(new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref _) => ActivitySamplingResult.PropagationData,
            ActivityStarted = _ => Pass("a command begins"),
            ActivityStopped = _ => Pass("a command ended"),
        });
    }

    public void Pass(string what)
    {
        lock (_lock)
        {
            var passed = _passed[_part] = _passed.GetValueOrDefault(_part) + 1;
            // a later run, where this one has not so many
            if (_said || _run < order.Run || _part != order.Part || passed != order.Moment)
            {
                return;
            }

            _said = true;
        }

        say(what);
        if (order.Stays)
        {
            using var never = new ManualResetEventSlim();
            never.Wait();
        }
    }

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore") value.Subscribe(this, name => name.Contains(".Database.", StringComparison.Ordinal));
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == RelationalEventId.ConnectionOpened.Name && value.Value is ConnectionEventData { Connection: SqliteConnection sqlite })
        {
            raw.sqlite3_progress_handler(sqlite.Handle, Instructions, _ => Passing("within a statement"), null);
            raw.sqlite3_commit_hook(sqlite.Handle, _ => Passing("just before a commit"), null);
        }

        Pass(value.Key);
    }

    void IObserver<DiagnosticListener>.OnCompleted() { }

    void IObserver<DiagnosticListener>.OnError(Exception error) { }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted() { }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error) { }

    private int Passing(string what)
    {
        Pass(what);
        return 0;
    }
}
