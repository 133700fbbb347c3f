using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary>Where the next page of a table starts. Callers see an opaque text.</summary>
/// <param name="Position">Which of the employees asked for.</param>
/// <param name="Row">Which of the rows that the caller may see of that employee.</param>
internal readonly record struct BulkCursor(int Position, int Row)
{
    public string Encode() => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Position}.{Row}")));

    /// <summary>False for a text that no reply ever held.</summary>
    public static bool TryDecode(string text, out BulkCursor cursor)
    {
        cursor = default;
        if (!Base64Url.IsValid(text))
            return false;

        var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('.');
        if (parts.Length != 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var row))
            return false;

        cursor = new(position, row);
        return true;
    }
}
