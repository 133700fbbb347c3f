using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GiftedPortal.Tests.Testing;

/// <summary>The commands that the database refused while it is listened to: each of them is an error in the log, even where somebody catches it.</summary>
internal sealed class FailedCommands : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly ConcurrentBag<IDisposable> _subscriptions = [];
    private readonly ConcurrentQueue<(string Text, IReadOnlyList<string> Values)> _failed = [];

    public FailedCommands() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    /// <summary>Those on a table that a value is in: tests run side by side, and are told apart by their ids.</summary>
    public IEnumerable<string> On(string table, Guid id) =>
        from one in _failed
        where one.Text.Contains($"\"{table}\"", StringComparison.Ordinal) && one.Values.Contains(id.ToString(), StringComparer.OrdinalIgnoreCase)
        select one.Text;

    public void Dispose()
    {
        foreach (var subscription in _subscriptions) subscription.Dispose();
    }

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore") _subscriptions.Add(value.Subscribe(this, name => name == RelationalEventId.CommandError.Name));
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is CommandErrorEventData { Command: var command }) _failed.Enqueue((command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(one => $"{one.Value}")]));
    }

    void IObserver<DiagnosticListener>.OnCompleted() { }

    void IObserver<DiagnosticListener>.OnError(Exception error) { }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted() { }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error) { }
}
