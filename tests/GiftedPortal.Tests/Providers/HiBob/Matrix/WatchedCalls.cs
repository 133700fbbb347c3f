using System.Collections.Concurrent;
using System.Net;

namespace GiftedPortal.Tests.Providers.HiBob.Matrix;

/// <summary>Sees which calls of a check are under way, so that a clock can be moved at the moment when nothing else is: no test waits in real time.</summary>
internal sealed class WatchedCalls : DelegatingHandler
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["/v1/company/people/fields"] = "fields",
        ["/v1/people/search"] = "search",
        ["/v1/bulk/people/work"] = "bulk-work",
        ["/v1/bulk/people/employment"] = "bulk-employment",
        ["/v1/bulk/people/lifecycle"] = "bulk-lifecycle",
    };

    private readonly ConcurrentDictionary<string, (bool IsOver, long Bytes)> _calls = [];
    private const int MostMoves = 200_000;
    private TaskCompletionSource _change = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Forgets the calls of the check before.</summary>
    public void Clear()
    {
        _calls.Clear();
        Count = 0;
    }

    /// <summary>How much of that endpoint's reply was read; null where it was not called.</summary>
    public long? BytesOf(string endpoint) => _calls.TryGetValue(endpoint, out var call) ? call.Bytes : null;

    /// <summary>How many calls were made.</summary>
    public int Count { get; private set; }

    /// <summary>Runs the check, and <paramref name="move"/> again and again while the only calls under way are those that <paramref name="isHeld"/> names, by
    /// endpoint and bytes read; with <paramref name="afterTheOthers"/> not before the others were made.</summary>
    public async Task<T> RunAsync<T>(Task<T> check, Func<string, long, bool> isHeld, bool afterTheOthers, Action move)
    {
        for (var moves = 0; !check.IsCompleted;)
        {
            if (moves > MostMoves)
                throw new InvalidOperationException($"Nothing comes of moving the clock: {string.Join(", ", _calls)}.");
            var change = _change.Task;
            if (OnlyLeft(isHeld, afterTheOthers))
            {
                move();
                moves++;
                await Task.WhenAny(check, change, Task.Delay(1)); // lets those work whom the clock woke; turning without a pause would starve them
            }
            else
            {
                await Task.WhenAny(check, change).WaitAsync(TimeSpan.FromMinutes(2)); // a failure, not a run that hangs
            }
        }

        return await check;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var name = Names[request.RequestUri!.AbsolutePath];
        Change(name, isOver: false, 0);
        lock (_calls)
            Count++;
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            response.Content = new WatchedContent(response.Content, bytes => Change(name, false, bytes), () => Change(name, isOver: true, _calls[name].Bytes));
            return response;
        }
        catch
        {
            Change(name, isOver: true, 0);
            throw;
        }
    }

    private bool OnlyLeft(Func<string, long, bool> isHeld, bool afterTheOthers)
    {
        var open = _calls.Where(call => !call.Value.IsOver).ToList();
        var fieldsAreHeld = open.Exists(call => call.Key == "fields" && isHeld(call.Key, call.Value.Bytes));
        return open.Count > 0 && open.TrueForAll(call => isHeld(call.Key, call.Value.Bytes) || (fieldsAreHeld && call.Key == "search")) // a reply is read by the fields
            && (!afterTheOthers || open.Exists(call => call.Key == "fields") || open.Count > 1 || _calls.Count == Names.Count
                || _calls["fields"] is { IsOver: true, Bytes: 0 }); // without an answer to it, others may wait for this one

    }

    private void Change(string name, bool isOver, long bytes)
    {
        _calls[name] = (isOver, bytes);
        Interlocked.Exchange(ref _change, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    private sealed class WatchedContent : HttpContent
    {
        private readonly HttpContent _inner;
        private readonly Action<long> _read;
        private readonly Action _over;

        public WatchedContent(HttpContent inner, Action<long> read, Action over)
        {
            (_inner, _read, _over) = (inner, read, over);
            foreach (var header in inner.Headers)
                Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        protected override async Task<Stream> CreateContentReadStreamAsync() => new CountedStream(await _inner.ReadAsStreamAsync(CancellationToken.None), _read);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => _inner.CopyToAsync(stream, context);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            _inner.Dispose();
            _over();
        }
    }
}
