using System.Security.Cryptography;
using GiftedPortal.Providers;

namespace GiftedPortal.Features.Sync.Roster;

/// <summary>
/// A fingerprint of what the provider shows of a person: which fields are visible, and their values. A hidden field does
/// not count, so a lost permission changes the fingerprint once and not at every run. One instance serves one run.
/// </summary>
internal sealed class PersonHash : IDisposable
{
    private readonly MemoryStream _bytes = new();
    private readonly BinaryWriter _writer;

    public PersonHash() => _writer = new BinaryWriter(_bytes);

    public Guid Of(ProviderPerson person)
    {
        _bytes.SetLength(0);
        _writer.Write((int)person.Visible);
        foreach (var field in RosterField.All)
        {
            if (person.Visible.HasFlag(field.Flag))
            {
                Write(field.Shown(person));
            }
        }

        _writer.Flush();
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_bytes.GetBuffer().AsSpan(0, (int)_bytes.Length), hash);
        return new Guid(hash[..16]);
    }

    public void Dispose() => _writer.Dispose();

    private void Write(object? value)
    {
        // each value says whether it is there and how long it is, so that no two people can read alike
        _writer.Write(value is not null);
        switch (value)
        {
            case null:
                break;
            case string text:
                _writer.Write(text);
                break;
            case DateOnly day:
                _writer.Write(day.DayNumber);
                break;
            case int number:
                _writer.Write(number);
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
}
