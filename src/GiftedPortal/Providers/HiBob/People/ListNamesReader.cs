using System.Collections.Concurrent;
using GiftedPortal.Providers.HiBob.Api;

namespace GiftedPortal.Providers.HiBob.People;

/// <summary>
/// Reads the names once before a sync's search. Names are a comfort, so their trouble does not end a sync; those of the last time stand in then, or every
/// department would seem to change, and change back.
/// </summary>
internal sealed class ListNamesReader(HiBobClient client, ICallNotes notes, TimeProvider time)
{
    private const int MostRemembered = 1000;

    // refused once, names are asked for once a day: syncs are many, and refused calls are counted
    private static readonly TimeSpan AgainAfter = TimeSpan.FromHours(20);

    private readonly ConcurrentDictionary<string, ListNames> _last = [];

    /// <exception cref="ProviderException">Bob does not accept the credentials, or blocks: the search would fare no better.</exception>
    public async Task<ListNames> ReadAsync(ProviderConnection connection, Action<ProviderCall> calls, CancellationToken cancellationToken)
    {
        var key = CallerKey.OfServiceUser(connection);
        var refusal = (await notes.ReadAsync(key, cancellationToken)).FirstOrDefault(note => note is { Kind: CallNoteKind.Refused } && note.Call == HiBobCall.NamedLists.Name);
        if (refusal?.At + AgainAfter > time.GetUtcNow())
            return Last(key);
        try
        {
            await using var reply = await client.SendAsync(HiBobCall.NamedLists, connection, calls, cancellationToken);
            using var json = await reply.ReadDocumentAsync(cancellationToken);
            if (ListNames.Read(json.RootElement) is not { } names)
                return Last(key);
            if (_last.Count < MostRemembered || _last.ContainsKey(key))
                _last[key] = names;
            return names;
        }
        catch (ProviderException exception) when (exception.Failure.Kind is not (FailureKind.CredentialsRejected or FailureKind.Blocked))
        {
            if (exception.Failure.Kind is FailureKind.Forbidden)
                await notes.KeepAsync(key, [new CallNote(HiBobCall.NamedLists.Name, CallNoteKind.Refused, time.GetUtcNow())]);
            return Last(key);
        }
    }

    private ListNames Last(string key) => _last.GetValueOrDefault(key, ListNames.None);
}
