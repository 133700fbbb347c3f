using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace GiftedPortal.Features.Sync.Roster.Staging;

/// <summary>
/// People on their way into a table, in the bytes of PostgreSQL's binary <c>COPY</c> (postgresql.org/docs/current/sql-copy.html): objects that wait for their turn are copied by each
/// garbage collection meanwhile.
/// </summary>
internal sealed class PostgresRows(string table, IReadOnlyList<StagedColumn> columns)
{
    private const int Enough = 1 << 20; // bytes: some two thousand people

    private static readonly byte[] Begin = [.. "PGCOPY\n"u8, 0xFF, (byte)'\r', (byte)'\n', 0, .. new byte[sizeof(int)], .. new byte[sizeof(int)]]; // signature, flags, length of an extension
    private static readonly byte[] End = [0xFF, 0xFF];
    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly int FirstDay = DateOnly.FromDateTime(Epoch.Date).DayNumber;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>It is time to write them.</summary>
    public bool IsFull => _bytes.WrittenCount >= Enough;

    public void Add(StagedPerson person)
    {
        if (_bytes.WrittenCount == 0)
        {
            _bytes.Write(Begin);
        }

        BinaryPrimitives.WriteInt16BigEndian(Take(sizeof(short)), (short)columns.Count);
        foreach (var column in columns)
        {
            Write(column.Read(person));
        }
    }

    /// <summary>Writes them, and is empty.</summary>
    /// <exception cref="NpgsqlException">The server refused; none of them is in the table.</exception>
    public async Task CopyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (_bytes.WrittenCount == 0)
        {
            return;
        }

        _bytes.Write(End);
        await using (var copy = await connection.BeginRawBinaryCopyAsync($"COPY {table} ({StagedColumn.NamesOf(columns)}) FROM STDIN (FORMAT BINARY)", cancellationToken))
        {
            // waits for locks as long as any command
            copy.ReadTimeout = (int)TimeSpan.FromSeconds(connection.CommandTimeout).TotalMilliseconds;
            // they are too few to be interrupted: disposing would write what is there up to then
            await copy.WriteAsync(_bytes.WrittenMemory, CancellationToken.None);
        }

        _bytes.ResetWrittenCount();
    }

    private void Write(object? value)
    {
        switch (value)
        {
            case null:
                Write(-1);
                break;
            case string text:
                var length = Encoding.UTF8.GetByteCount(text);
                Write(length);
                Encoding.UTF8.GetBytes(text, Take(length));
                break;
            case int number:
                Write(sizeof(int));
                Write(number);
                break;
            case Guid id:
                Write(16);
                id.TryWriteBytes(Take(16), bigEndian: true, out _);
                break;
            case DateOnly day:
                Write(sizeof(int));
                Write(day.DayNumber - FirstDay);
                break;
            case DateTimeOffset moment:
                Write(sizeof(long));
                BinaryPrimitives.WriteInt64BigEndian(Take(sizeof(long)), (moment - Epoch).Ticks / TimeSpan.TicksPerMicrosecond);
                break;
            case byte[] bytes:
                Write(bytes.Length);
                _bytes.Write(bytes);
                break;
            default:
                throw new NotSupportedException($"The roster has no column of type {value.GetType()}.");
        }
    }

    private void Write(int number) => BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), number);

    private Span<byte> Take(int length)
    {
        var room = _bytes.GetSpan(length)[..length];
        _bytes.Advance(length);
        return room;
    }
}
