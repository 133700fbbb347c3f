namespace GiftedPortal.Providers.HiBob.Api;

/// <summary>Measures one call and reports it once, when it is over.</summary>
internal sealed class CallRecord(HiBobCall call, TimeProvider time, Action<ProviderCall> report)
{
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private readonly long _started = time.GetTimestamp();
    private int? _status;
    private int? _left;
    private int? _limit;
    private bool _ended;

    public void Answered(HttpResponseMessage response)
    {
        _status = (int)response.StatusCode;
        (_left, _limit) = (RateLimit.Left(response), RateLimit.Limit(response));
    }

    public void End(long bytes)
    {
        if (_ended)
            return;
        _ended = true;
        report(new ProviderCall(call.Method.Method, call.Path, _status, _startedAt, time.GetElapsedTime(_started), bytes, _left) { RateLimit = _limit });
    }
}
