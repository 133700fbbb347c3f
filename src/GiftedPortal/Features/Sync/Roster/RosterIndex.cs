using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using GiftedPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Sync.Roster;

/// <summary>
/// What is needed of each person to see that nothing changed: 25 bytes, in a table with open addressing. An id that is no number is kept as 127 bits of its
/// fingerprint, so that memory stays flat.
/// </summary>
internal sealed class RosterIndex
{
    // spreads numbers that follow one another; odd, so that no two become one
    private const ulong Odd = 0x9E3779B97F4A7C15;

    private UInt128[] _ids = new UInt128[1024];
    private long[] _contents = new long[1024];
    private State[] _states = new State[1024];
    private int _count;

    [Flags]
    private enum State : byte
    {
        Free = 0,
        Taken = 1,
        InRoster = 2,
        Left = 4,
        Missed = 8,
        Seen = 16,
    }

    /// <summary>People who have not left.</summary>
    public int Present { get; private set; }

    /// <summary>People who have not left and were not seen up to now.</summary>
    public int Unseen { get; private set; }

    public static async Task<RosterIndex> LoadAsync(PortalDbContext db, Guid connectionId, CancellationToken cancellationToken)
    {
        var index = new RosterIndex();
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = """SELECT "PersonId", "ContentHash", "MissedRuns" > 0, "LeftAt" IS NOT NULL FROM "Employees" WHERE "ConnectionId" = @connection""";
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("connection", connectionId);
        command.Parameters.Add(parameter);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            index.Add(rows.GetString(0), rows.GetGuid(1), rows.GetBoolean(2), rows.GetBoolean(3));
        }

        return index;
    }

    /// <summary>The provider showed this person with this content.</summary>
    public Sighting See(string personId, Guid content)
    {
        var id = IdOf(personId);
        var slot = SlotOf(id);
        var state = _states[slot];
        if (state.HasFlag(State.Seen))
        {
            return Sighting.Again;
        }

        if (state is State.Free)
        {
            Put(slot, id, 0, State.Taken | State.Seen);
            return Sighting.New;
        }

        _states[slot] = state | State.Seen;
        Unseen -= state.HasFlag(State.Left) ? 0 : 1;
        return _contents[slot] == ShortOf(content) && !state.HasFlag(State.Missed) ? Sighting.Same : Sighting.Differs;
    }

    /// <summary>The person was shown.</summary>
    public bool HasSeen(string personId) => _states[SlotOf(IdOf(personId))].HasFlag(State.Seen);

    private void Add(string personId, Guid content, bool missed, bool left)
    {
        var id = IdOf(personId);
        Put(SlotOf(id), id, ShortOf(content), State.Taken | State.InRoster | (missed ? State.Missed : 0) | (left ? State.Left : 0));
        (Present, Unseen) = left ? (Present, Unseen) : (Present + 1, Unseen + 1);
    }

    private void Put(int slot, UInt128 id, long content, State state)
    {
        (_ids[slot], _contents[slot], _states[slot]) = (id, content, state);
        if (++_count * 8L > _states.Length * 7L)
        {
            Grow();
        }
    }

    private void Grow()
    {
        var (ids, contents, states) = (_ids, _contents, _states);
        (_ids, _contents, _states) = (new UInt128[ids.Length * 2], new long[ids.Length * 2], new State[ids.Length * 2]);
        for (var old = 0; old < states.Length; old++)
        {
            if (states[old] is not State.Free)
            {
                var slot = SlotOf(ids[old]);
                (_ids[slot], _contents[slot], _states[slot]) = (ids[old], contents[old], states[old]);
            }
        }
    }

    private int SlotOf(UInt128 id)
    {
        var mask = _states.Length - 1;
        // the upper bits are the well mixed ones
        var slot = (int)((ulong)id >> (64 - BitOperations.Log2((uint)_states.Length)));
        while (_states[slot] is not State.Free && _ids[slot] != id)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private static UInt128 IdOf(string personId)
    {
        // Bob's are numbers, and stand for themselves
        if (personId.Length < 20 && personId[0] is > '0' and <= '9' && ulong.TryParse(personId, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return new UInt128(0, unchecked(number * Odd));
        }

        Span<byte> text = stackalloc byte[Encoding.UTF8.GetMaxByteCount(EmployeeConfiguration.LongestId)];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..Encoding.UTF8.GetBytes(personId, text)], hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash) | UInt128.One << 127;
    }

    private static long ShortOf(Guid content)
    {
        Span<byte> bytes = stackalloc byte[16];
        content.TryWriteBytes(bytes);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }
}

/// <summary>What a person in the answer is to the roster.</summary>
internal enum Sighting
{
    /// <summary>Not in the roster.</summary>
    New,

    /// <summary>As the last run left it.</summary>
    Same,

    /// <summary>Differs, or was missed before.</summary>
    Differs,

    /// <summary>Named before in the same answer.</summary>
    Again,
}
