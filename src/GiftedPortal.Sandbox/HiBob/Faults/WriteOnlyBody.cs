namespace GiftedPortal.Sandbox.HiBob.Faults;

/// <summary>A response body that does something to what is written through it.</summary>
internal abstract class WriteOnlyBody(Stream inner) : Stream
{
    protected Stream Inner { get; } = inner;

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public abstract override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => Inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => Inner.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

/// <summary>Lets the first bytes through and drops the rest, so that JSON ends in the middle.</summary>
internal sealed class TruncatedBody(Stream inner, int bytes) : WriteOnlyBody(inner)
{
    private int _left = bytes;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var part = buffer[..Math.Min(_left, buffer.Length)];
        _left -= part.Length;
        await Inner.WriteAsync(part, cancellationToken);
    }
}

/// <summary>Lets a kilobyte through at a time and waits in between, until the caller has gone.</summary>
internal sealed class SlowBody(Stream inner, TimeSpan delay, TimeProvider time, CancellationToken gone) : WriteOnlyBody(inner)
{
    private const int PartLength = 1024;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (; buffer.Length > 0; buffer = buffer[Math.Min(PartLength, buffer.Length)..])
        {
            await Inner.WriteAsync(buffer[..Math.Min(PartLength, buffer.Length)], cancellationToken);
            await Inner.FlushAsync(cancellationToken);
            await Task.Delay(delay, time, gone);
        }
    }
}
