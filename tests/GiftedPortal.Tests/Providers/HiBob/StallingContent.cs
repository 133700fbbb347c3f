using System.Net.Http.Headers;
using System.Text;

namespace GiftedPortal.Tests.Providers.HiBob;

/// <summary>A body that stops coming after its first part.</summary>
internal sealed class StallingContent : StreamContent
{
    private readonly StallingStream _stream;

    public StallingContent(string text)
        : this(new StallingStream(Encoding.UTF8.GetBytes(text)))
    {
    }

    private StallingContent(StallingStream stream)
        : base(stream)
    {
        _stream = stream;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    public Task Stalled => _stream.Stalled.Task;

    private sealed class StallingStream(byte[] text) : MemoryStream(text)
    {
        public TaskCompletionSource Stalled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            if (read > 0)
                return read;
            Stalled.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
