using System.Buffers.Binary;

namespace GiftedPortal.Features.Sync;

/// <summary>
/// When a connection's turn comes: at the same offset of each interval, which follows from its id. So a thousand connections are spread over the interval, on all nodes alike,
/// and come back to their places after any downtime. Pure.
/// </summary>
internal static class SyncSlots
{
    /// <summary>The connection's first slot after a moment (UTC).</summary>
    public static DateTimeOffset After(DateTimeOffset moment, Guid connectionId, TimeSpan interval)
    {
        Span<byte> bytes = stackalloc byte[16];
        connectionId.TryWriteBytes(bytes);
        // the end of an id is random, its beginning a moment
        var offset = (long)(BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]) % (ulong)interval.Ticks);
        var wait = (offset - (moment.UtcTicks % interval.Ticks) + interval.Ticks) % interval.Ticks;
        return moment.AddTicks(wait == 0 ? interval.Ticks : wait);
    }
}
