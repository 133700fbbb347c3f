using System.Collections.Concurrent;

namespace GiftedPortal.Providers;

/// <summary>The notes of one process without a database.</summary>
internal sealed class ProcessNotes : ICallNotes
{
    private readonly ConcurrentDictionary<(string Caller, string Call, CallNoteKind Kind), CallNote> _notes = new();

    public Task<IReadOnlyList<CallNote>> ReadAsync(string caller, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CallNote>>([.. _notes.Where(note => note.Key.Caller == caller).Select(note => note.Value)]);

    public Task KeepAsync(string caller, IReadOnlyCollection<CallNote> notes)
    {
        foreach (var note in notes)
            _notes[(caller, note.Call, note.Kind)] = note;
        return Task.CompletedTask;
    }

    public Task ForgetRefusalsAsync(string caller, IReadOnlyCollection<string> calls)
    {
        foreach (var call in calls)
            _notes.TryRemove((caller, call, CallNoteKind.Refused), out _);
        return Task.CompletedTask;
    }
}
