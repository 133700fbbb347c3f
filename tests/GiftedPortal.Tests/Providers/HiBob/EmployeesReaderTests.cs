using System.Buffers;
using System.Text;
using System.Text.Json;
using GiftedPortal.Providers.HiBob.Api;

namespace GiftedPortal.Tests.Providers.HiBob;

public class EmployeesReaderTests
{
    private const string Reply = """
        {"extra":{"employees":[{"id":"no"}]},"employees":[
          {"id":"4000000000000000001","na\u006de":"Zoë \u05d0","work":{"site":null,"x":{"site":"no"}},"/work/startDate":{"value":"2026-09-06"},"tags":[["id"],{"id":"no"}],"humanReadable":{"id":"no"}},
          null,
          {"id":2,"id":3,"work":{"reportsTo":{"id":"9"},"startDate":"2020-01-31"}}
        ],"after":[{"id":"no"}]}
        """;

    private static readonly string[] Expected =
        ["0=4000000000000000001", "1=Zoë א", "2=", "3=2026-09-06", "/", "0=2", "0=3", "4", "3=2020-01-31", "/"];

    [Fact]
    public void Hears_the_same_wherever_the_reply_is_cut()
    {
        var bytes = Encoding.UTF8.GetBytes(Reply);

        for (var cut = 0; cut <= bytes.Length; cut++)
            Read(bytes, cut).Should().Equal(Expected, $"cut at {cut}");
    }

    [Fact]
    public void Hears_the_same_byte_by_byte_and_in_tiny_segments()
    {
        var bytes = Encoding.UTF8.GetBytes(Reply);

        Read(bytes, [.. Enumerable.Range(1, bytes.Length - 1)]).Should().Equal(Expected);
        ReadSegments(bytes, 3).Should().Equal(Expected);
    }

    [Fact]
    public void A_byte_order_mark_and_a_bare_list_are_taken()
    {
        Read([0xEF, 0xBB, 0xBF, .. "[{\"id\":\"1\"}]"u8], 1).Should().Equal("0=1", "/");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"employees":null}""")]
    [InlineData("""{"employees":{}}""")]
    [InlineData("""{"employees":[{"id":"1"}""")]
    [InlineData("""{"employees":[{"id":"1"}]""")]
    [InlineData("\"employees\"")]
    public void Anything_else_is_an_error(string reply)
    {
        var read = () => Read(Encoding.UTF8.GetBytes(reply));

        read.Should().Throw<JsonException>();
    }

    private static List<string> Read(byte[] bytes, params int[] cuts)
    {
        var (reader, heard) = Reader();
        var start = 0;
        foreach (var end in cuts)
            start += Feed(reader, new ReadOnlySequence<byte>(bytes, start, end - start), last: false);
        Feed(reader, new ReadOnlySequence<byte>(bytes, start, bytes.Length - start), last: true);
        return heard.Heard;
    }

    private static List<string> ReadSegments(byte[] bytes, int size)
    {
        var (reader, heard) = Reader();
        var first = new Segment(bytes.AsMemory(0, size), 0);
        var last = first;
        for (var at = size; at < bytes.Length; at += size)
            last = last.Append(bytes.AsMemory(at, Math.Min(size, bytes.Length - at)));
        Feed(reader, new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length), last: true);
        return heard.Heard;
    }

    private static int Feed(EmployeesReader reader, ReadOnlySequence<byte> piece, bool last) =>
        (int)piece.Slice(0, reader.Read(piece, last)).Length;

    private static (EmployeesReader Reader, Listener Listener) Reader()
    {
        var tree = new FieldTree();
        tree.Add("root.id", "id", 0);
        tree.Add("root.name", "name", 1);
        tree.Add("work.site", "work.site", 2);
        tree.Add("work.startDate", "work.startDate", 3);
        tree.Add("work.reportsTo", "work.reportsTo", 4);
        var listener = new Listener();
        return (new EmployeesReader(tree, listener), listener);
    }

    private sealed class Listener : IEmployeeSink
    {
        public List<string> Heard { get; } = [];

        public void Shown(int field)
        {
            if (field != 3) // the wrapper of a flat key
                Heard.Add($"{field}");
        }

        public void Value(int field, ref Utf8JsonReader reader) => Heard.Add($"{field}={JsonText.Read(ref reader)}");

        public void EndEmployee() => Heard.Add("/");
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, long index)
        {
            Memory = memory;
            RunningIndex = index;
        }

        public Segment Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
