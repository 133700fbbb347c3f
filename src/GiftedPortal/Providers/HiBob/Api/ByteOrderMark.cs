using System.Buffers;
using System.Text;

namespace GiftedPortal.Providers.HiBob.Api;

/// <summary>Some servers start JSON with a byte order mark, which the reader does not take.</summary>
internal static class ByteOrderMark
{
    public static ReadOnlySequence<byte> Skip(ReadOnlySequence<byte> text)
    {
        var mark = Encoding.UTF8.Preamble;
        if (text.Length < mark.Length)
            return text;
        Span<byte> start = stackalloc byte[mark.Length];
        text.Slice(0, mark.Length).CopyTo(start);
        return start.SequenceEqual(mark) ? text.Slice(mark.Length) : text;
    }
}
