using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using GiftedPortal.Providers;

namespace GiftedPortal.Features.Sync.Roster;

/// <summary>
/// A fingerprint of what the provider shows of a person: which fields are visible, and their values. A hidden field does
/// not count, so a lost permission changes the fingerprint once and not at every run. One instance serves one run.
/// </summary>
internal sealed class PersonHash
{
    private byte[] _bytes = new byte[4096];
    private int _length;

    public Guid Of(ProviderPerson person)
    {
        _length = 0;
        Write((int)person.Visible);
        foreach (var field in RosterField.All)
        {
            if ((person.Visible & field.Flag) != 0)
            {
                Write(field.Shown(person));
            }
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_bytes.AsSpan(0, _length), hash);
        return new Guid(hash[..16]);
    }

    // each value says whether it is there and how long it is, so that no two people can read alike
    private void Write(object? value)
    {
        switch (value)
        {
            case null:
                Write(-1);
                break;
            case string text:
                var room = Room(sizeof(int) + Encoding.UTF8.GetMaxByteCount(text.Length));
                var written = Encoding.UTF8.GetBytes(text, room[sizeof(int)..]);
                BinaryPrimitives.WriteInt32LittleEndian(room, written);
                _length += sizeof(int) + written;
                break;
            case DateOnly day:
                Write(day.DayNumber);
                break;
            case int number:
                Write(number);
                break;
            case DeliveryAddress address:
                Write(address.Line1);
                Write(address.Line2);
                Write(address.City);
                Write(address.PostCode);
                Write(address.State);
                Write(address.Country);
                break;
            default:
                throw new NotSupportedException($"A roster field of type {value.GetType()} has no fingerprint.");
        }
    }

    private void Write(int number)
    {
        BinaryPrimitives.WriteInt32LittleEndian(Room(sizeof(int)), number);
        _length += sizeof(int);
    }

    private Span<byte> Room(int size)
    {
        if (_bytes.Length - _length < size)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + size));
        }

        return _bytes.AsSpan(_length);
    }
}
