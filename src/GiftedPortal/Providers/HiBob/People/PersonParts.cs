using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using GiftedPortal.Providers.HiBob.Api;

namespace GiftedPortal.Providers.HiBob.People;

/// <summary>The parts of one person as they came, UTF-8, in a buffer that serves everybody: of people who are as before nothing else is made.</summary>
internal sealed class PersonParts
{
    private const int None = -1;

    // to be raised when the same parts come to mean something else: then everybody is looked at anew
    private const int Edition = 1;

    private readonly int[] _starts = new int[PersonPlan.PartCount];
    private readonly int[] _lengths = new int[PersonPlan.PartCount];
    private byte[] _bytes = new byte[4096];
    private byte[] _print = new byte[4096];
    private int _used;

    public PersonParts() => Clear();

    public ReadOnlySpan<byte> this[PersonPart part] => _bytes.AsSpan(_starts[(int)part], _lengths[(int)part]);

    /// <summary>Every part is well-formed text.</summary>
    public bool AreText => Utf8.IsValid(_bytes.AsSpan(0, _used));

    public bool Has(PersonPart part) => _lengths[(int)part] != None;

    public string? Text(PersonPart part) => Has(part) ? Encoding.UTF8.GetString(this[part]) : null;

    public void Clear()
    {
        _used = 0;
        Array.Fill(_lengths, None);
    }

    /// <summary>Takes the value on which the reader stands, if it is a text or a number.</summary>
    public void Take(PersonPart part, ref Utf8JsonReader reader)
    {
        Room(ref _bytes, _used, JsonText.LengthOf(ref reader));
        if (JsonText.Copy(ref reader, _bytes.AsSpan(_used)) is { } length)
            Append(part, length);
    }

    /// <summary>Puts a text in place of a part.</summary>
    public void Replace(PersonPart part, ReadOnlySpan<byte> text)
    {
        Room(ref _bytes, _used, text.Length);
        text.CopyTo(_bytes.AsSpan(_used));
        Append(part, text.Length);
    }

    /// <summary>A fingerprint of which fields are visible and of all parts, in whatever order they came.</summary>
    public Guid Fingerprint(PersonFields visible)
    {
        // each part says whether it is there and how long it is, so that no two people can read alike
        Room(ref _print, 0, _used + ((_lengths.Length + 1) * sizeof(int)));
        var at = _print.AsSpan();
        BinaryPrimitives.WriteInt32LittleEndian(at, (int)visible | (Edition << 16));
        at = at[sizeof(int)..];
        for (var part = 0; part < _lengths.Length; part++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(at, _lengths[part]);
            at = at[sizeof(int)..];
            if (_lengths[part] > 0)
            {
                this[(PersonPart)part].CopyTo(at);
                at = at[_lengths[part]..];
            }
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_print.AsSpan(0, _print.Length - at.Length), hash);
        return new Guid(hash[..16]);
    }

    private void Append(PersonPart part, int length)
    {
        (_starts[(int)part], _lengths[(int)part]) = (_used, length);
        _used += length;
    }

    private static void Room(ref byte[] bytes, int used, int more)
    {
        if (bytes.Length - used < more)
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, used + more));
    }
}
