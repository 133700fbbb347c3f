using System.Buffers.Binary;
using System.Buffers.Text;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using GiftedPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Sync.Roster;

/// <summary>
/// What is needed to see that nothing changed about a person: 61 bits of each fingerprint in the roster, and of the id of whoever was handed out, in one table with
/// open addressing. A megabyte serves 100,000 people, and as nobody is moved when another is added, it is the same megabyte for few.
/// </summary>
internal sealed class RosterIndex
{
    private const int Slots = 1 << 17;

    // the lower bits of a slot; the others are the key
    private const ulong Seen = 1;
    private const ulong Left = 2;
    private const ulong Missed = 4;
    private const ulong Flags = Seen | Left | Missed;

    // spreads numbers that follow one another; odd, so that no two become one
    private const ulong Odd = 0x9E3779B97F4A7C15;

    private ulong[] _slots = new ulong[Slots];
    private int _taken;
    private int _unseen;

    /// <summary>People who have not left.</summary>
    public int Present { get; private set; }

    /// <summary>People who have not left and were not seen up to now.</summary>
    public int Absent { get; private set; }

    /// <summary>Everybody in the roster was seen, with those who have left: whoever comes now is new.</summary>
    public bool IsExhausted => _unseen == 0;

    public static async Task<RosterIndex> LoadAsync(PortalDbContext db, Guid connectionId, CancellationToken cancellationToken)
    {
        var index = new RosterIndex();
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = """SELECT "ContentHash", "MissedRuns" > 0, "LeftAt" IS NOT NULL FROM "Employees" WHERE "ConnectionId" = @connection""";
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("connection", connectionId);
            command.Parameters.Add(parameter);
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                index.Add(rows.GetGuid(0), rows.GetBoolean(1), rows.GetBoolean(2));
            }
        }
        finally
        {
            // by itself the pool of contexts keeps a connection that was opened
            await db.Database.CloseConnectionAsync();
        }

        return index;
    }

    /// <summary>The provider shows this person. True: as the last run left them, and for the first time in this one; whoever is not is to be taken.</summary>
    /// <param name="personId">UTF-8.</param>
    /// <param name="fingerprint">Of what is shown.</param>
    /// <param name="always">To be taken in any case.</param>
    public bool SeeUnchanged(ReadOnlySpan<byte> personId, Guid fingerprint, bool always = false)
    {
        var id = KeyOf(personId);
        ref var asId = ref SlotOf(id);
        if (asId == 0)
        {
            ref var row = ref SlotOf(KeyOf(fingerprint));
            if (!always && row != 0 && (row & (Seen | Missed)) == 0)
            {
                See(ref row);
                return true;
            }

            Put(ref asId, id);
        }

        return false;
    }

    /// <summary>Takes somebody who is not unchanged. False: was taken before in this run.</summary>
    public bool Take(string personId)
    {
        Span<byte> text = stackalloc byte[Encoding.UTF8.GetMaxByteCount(EmployeeConfiguration.LongestId)];
        var id = KeyOf(text[..Encoding.UTF8.GetBytes(personId, text)]);
        ref var slot = ref SlotOf(id);
        var first = (slot & Seen) == 0;
        slot = id | Seen;
        return first;
    }

    /// <summary>The person of this row, who is not unchanged, was shown. False: was seen before in this run.</summary>
    public bool SeeRow(Guid fingerprint)
    {
        ref var row = ref SlotOf(KeyOf(fingerprint));
        if ((row & Seen) != 0)
        {
            return false;
        }

        See(ref row);
        return true;
    }

    /// <summary>The person of this row was shown.</summary>
    public bool HasSeen(Guid fingerprint) => (SlotOf(KeyOf(fingerprint)) & Seen) != 0;

    private void Add(Guid fingerprint, bool missed, bool left)
    {
        var key = KeyOf(fingerprint);
        Put(ref SlotOf(key), key | (missed ? Missed : 0) | (left ? Left : 0));
        _unseen++;
        (Present, Absent) = left ? (Present, Absent) : (Present + 1, Absent + 1);
    }

    private void See(ref ulong row)
    {
        Absent -= (row & Left) != 0 ? 0 : 1;
        row |= Seen;
        _unseen--;
    }

    private void Put(ref ulong slot, ulong value)
    {
        slot = value;
        if (++_taken * 8L > _slots.Length * 7L)
        {
            Grow();
        }
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new ulong[old.Length * 2];
        foreach (var slot in old)
        {
            if (slot != 0)
            {
                SlotOf(slot & ~Flags) = slot;
            }
        }
    }

    /// <summary>Where the key is, or would be.</summary>
    private ref ulong SlotOf(ulong key)
    {
        var mask = _slots.Length - 1;
        // the upper bits are the well mixed ones
        var slot = (int)(key >> (64 - BitOperations.Log2((uint)_slots.Length)));
        while (_slots[slot] != 0 && (_slots[slot] & ~Flags) != key)
        {
            slot = (slot + 1) & mask;
        }

        return ref _slots[slot];
    }

    private static ulong KeyOf(Guid fingerprint)
    {
        Span<byte> bytes = stackalloc byte[16];
        fingerprint.TryWriteBytes(bytes);
        return KeyOf(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
    }

    private static ulong KeyOf(ReadOnlySpan<byte> personId)
    {
        // Bob's are numbers, and stand for themselves
        if (personId.Length is > 0 and < 20 && personId[0] is > (byte)'0' and <= (byte)'9' && Utf8Parser.TryParse(personId, out ulong number, out var length) && length == personId.Length)
        {
            return KeyOf(unchecked(number * Odd));
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(personId, hash);
        return KeyOf(BinaryPrimitives.ReadUInt64BigEndian(hash));
    }

    // never that of a free slot
    private static ulong KeyOf(ulong hash) => Math.Max(hash & ~Flags, Flags + 1);
}
