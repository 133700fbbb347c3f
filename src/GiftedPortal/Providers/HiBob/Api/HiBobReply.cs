using System.Buffers;
using System.Text.Json;

namespace GiftedPortal.Providers.HiBob.Api;

/// <summary>A reply whose body is still on the wire. Disposing it ends the call.</summary>
internal sealed class HiBobReply(HiBobCall call, HttpResponseMessage response, Stream body, CallRecord record, TimeProvider time) : IAsyncDisposable
{
    // metadata of a large tenant is about 100 KB, a page of a table about 400 KB
    private const int MostDocumentBytes = 16 * 1024 * 1024;

    // no name or value that Bob documents is anywhere near; it bounds the memory of a streamed reply
    private const int MostTokenBytes = 1024 * 1024;

    // one buffer that moves what is left of a piece to its front: in one span the reader is faster than in segments
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
    private int _start;
    private int _end;
    private long _bytes;

    /// <summary>Bob marks replies in which field-level permissions hide a column (apidocs.hibob.com/changelog/employee-tables-api-detect-restricted-columns-in-responses).</summary>
    public bool HasRestrictedColumns =>
        response.Headers.TryGetValues("X-Has-Restricted-Columns", out var values)
        && values.Any(value => value.Equals("true", StringComparison.OrdinalIgnoreCase));

    /// <summary>Feeds the next piece of the body to <paramref name="reader"/>; false when that was the last.</summary>
    /// <exception cref="ProviderException">The body broke off or is not the documented JSON.</exception>
    public async Task<bool> ReadAsync(EmployeesReader reader, CancellationToken cancellationToken)
    {
        var more = await NextAsync(cancellationToken);
        var piece = Piece;
        _start += (int)piece.Slice(0, Parse(() => reader.Read(piece, last: !more))).Length;
        Limit(MostTokenBytes);
        return more;
    }

    /// <summary>Reads the whole body, which must be small. The document lives in the reply's memory, and ends with it.</summary>
    /// <exception cref="ProviderException">The body broke off, is too large or is not JSON.</exception>
    public async Task<JsonDocument> ReadDocumentAsync(CancellationToken cancellationToken)
    {
        while (await NextAsync(cancellationToken))
            Limit(MostDocumentBytes);
        return Parse(() => JsonDocument.Parse(ByteOrderMark.Skip(Piece)));
    }

    public async ValueTask DisposeAsync()
    {
        await body.DisposeAsync();
        response.Dispose();
        record.End(_bytes);
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true); // it held what people are called
        _buffer = [];
    }

    private ReadOnlySequence<byte> Piece => new(_buffer, _start, _end - _start);

    /// <summary>Reads on, behind what was not used yet; false: that was all.</summary>
    private async Task<bool> NextAsync(CancellationToken cancellationToken)
    {
        _buffer.AsSpan(_start.._end).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
            Grow();
        var read = await HiBobFailures.GuardAsync(call, token => body.ReadAsync(_buffer.AsMemory(_end), token), time, cancellationToken);
        _end += read;
        _bytes += read;
        return read > 0;
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _buffer = larger;
    }

    private void Limit(int most)
    {
        if (_end - _start > most)
            throw HiBobFailures.Nonsense(call, "the answer is too large");
    }

    private T Parse<T>(Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // the exception stays behind: its message may quote a value
            throw HiBobFailures.Nonsense(call, "the answer is broken JSON, or not of the documented form");
        }
    }
}
