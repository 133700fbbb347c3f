namespace GiftedPortal.Providers.HiBob.Api;

/// <summary>What Bob's answers say about when to call next, per service user and, for rate limits, per endpoint. All nodes share it.</summary>
internal sealed class CallPace(ICallNotes notes, TimeProvider time)
{
    /// <summary>The failure that stands in place of a call that must wait, or null.</summary>
    public async Task<ProviderFailure?> BrakeAsync(HiBobCall call, ProviderConnection connection, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var braking = (await notes.ReadAsync(CallerKey.OfServiceUser(connection), cancellationToken)).Where(note => note.At > now).ToList();
        if (braking.Find(note => note.Kind is CallNoteKind.Block) is { } block)
            return new ProviderFailure(FailureKind.Blocked, call.Name, null, block.At, "not called: the firewall asked to wait");
        return braking.Find(note => note.Kind is CallNoteKind.Wait && note.Call == call.Name) is { } wait
            ? new ProviderFailure(FailureKind.RateLimited, call.Name, null, wait.At, "not called: no call is left before that moment")
            : null;
    }

    /// <summary>Takes note of an answer that says something about the next call.</summary>
    public async Task HearAsync(HiBobCall call, ProviderConnection connection, HttpResponseMessage response, ProviderFailure? failure)
    {
        var note = failure switch
        {
            { Kind: FailureKind.Blocked, RetryAt: { } until } => new CallNote(ICallNotes.EveryCall, CallNoteKind.Block, until),
            { Kind: FailureKind.RateLimited, RetryAt: { } next } => new CallNote(call.Name, CallNoteKind.Wait, next),
            _ => RateLimit.EndOfSpentWindow(response, time.GetUtcNow()) is { } reset ? new CallNote(call.Name, CallNoteKind.Wait, reset) : null,
        };
        if (note is not null)
            await notes.KeepAsync(CallerKey.OfServiceUser(connection), [note]);
    }
}
