using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;

namespace GiftedPortal.Providers.HiBob.Api;

/// <summary>A reply whose body is still on the wire. Disposing it ends the call.</summary>
internal sealed class HiBobReply(HiBobCall call, HttpResponseMessage response, Stream body, CallRecord record, TimeProvider time) : IAsyncDisposable
{
    // metadata of a large tenant is about 100 KB, a page of a table about 400 KB
    private const int MostDocumentBytes = 16 * 1024 * 1024;

    // no name or value that Bob documents is anywhere near; it bounds the memory of a streamed reply
    private const int MostTokenBytes = 1024 * 1024;

    private readonly PipeReader _pipe = PipeReader.Create(body, new StreamPipeReaderOptions(bufferSize: 64 * 1024, minimumReadSize: 16 * 1024));
    private long _bytes;
    private long _kept;

    /// <summary>Bob marks replies in which field-level permissions hide a column (apidocs.hibob.com/changelog/employee-tables-api-detect-restricted-columns-in-responses).</summary>
    public bool HasRestrictedColumns =>
        response.Headers.TryGetValues("X-Has-Restricted-Columns", out var values)
        && values.Any(value => value.Equals("true", StringComparison.OrdinalIgnoreCase));

    /// <summary>Feeds the next piece of the body to <paramref name="reader"/>; false when that was the last.</summary>
    /// <exception cref="ProviderException">The body broke off or is not the documented JSON.</exception>
    public async Task<bool> ReadAsync(EmployeesReader reader, CancellationToken cancellationToken)
    {
        var piece = await NextAsync(cancellationToken);
        var consumed = Parse(() => reader.Read(piece.Buffer, piece.IsCompleted));
        Keep(piece.Buffer.Slice(consumed).Length, MostTokenBytes);
        _pipe.AdvanceTo(consumed, piece.Buffer.End);
        return !piece.IsCompleted;
    }

    /// <summary>Reads the whole body, which must be small.</summary>
    /// <exception cref="ProviderException">The body broke off, is too large or is not JSON.</exception>
    public async Task<JsonDocument> ReadDocumentAsync(CancellationToken cancellationToken)
    {
        var piece = await NextAsync(cancellationToken);
        while (!piece.IsCompleted)
        {
            Keep(piece.Buffer.Length, MostDocumentBytes);
            _pipe.AdvanceTo(piece.Buffer.Start, piece.Buffer.End);
            piece = await NextAsync(cancellationToken);
        }

        return Parse(() => JsonDocument.Parse(ByteOrderMark.Skip(piece.Buffer).ToArray()));
    }

    public async ValueTask DisposeAsync()
    {
        await _pipe.CompleteAsync();
        response.Dispose();
        record.End(_bytes);
    }

    private async Task<ReadResult> NextAsync(CancellationToken cancellationToken)
    {
        var piece = await HiBobFailures.GuardAsync(call, token => _pipe.ReadAsync(token), time, cancellationToken);
        _bytes += piece.Buffer.Length - _kept;
        return piece;
    }

    private void Keep(long bytes, int most)
    {
        _kept = bytes;
        if (bytes > most)
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
