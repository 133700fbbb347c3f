using System.Buffers;
using System.Text;
using System.Text.Json;

namespace GiftedPortal.Providers.HiBob.Api;

/// <summary>Reads ids and list items, which Bob sends as text or as a number.</summary>
internal static class JsonText
{
    /// <summary>The text or the number's digits; null for anything else, and for an empty text.</summary>
    public static string? Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString() is { Length: > 0 } text ? Storable(text) : null,
        JsonTokenType.Number => Encoding.UTF8.GetString(reader.HasValueSequence ? BuffersExtensions.ToArray(reader.ValueSequence) : reader.ValueSpan),
        _ => null,
    };

    /// <summary>The most bytes that <see cref="Copy"/> writes.</summary>
    public static int LengthOf(ref Utf8JsonReader reader) => reader.HasValueSequence ? checked((int)reader.ValueSequence.Length) : reader.ValueSpan.Length;

    /// <summary>What <see cref="Read(ref Utf8JsonReader)"/> reads, as UTF-8 and without a new text; whether it is UTF-8 is left to the caller. Returns its length.</summary>
    public static int? Copy(ref Utf8JsonReader reader, Span<byte> destination)
    {
        var length = LengthOf(ref reader);
        if (reader.TokenType is not JsonTokenType.Number && (reader.TokenType is not JsonTokenType.String || length == 0))
            return null;
        if (reader.ValueIsEscaped) // only then can there be what is not storable
            return Storable(destination[..reader.CopyString(destination)]);
        if (reader.HasValueSequence)
            reader.ValueSequence.CopyTo(destination);
        else
            reader.ValueSpan.CopyTo(destination);
        return length;
    }

    private static int Storable(Span<byte> text)
    {
        var kept = 0;
        foreach (var one in text)
            if (one != 0)
                text[kept++] = one;
        return kept;
    }

    // PostgreSQL keeps every character but this one
    private static string Storable(string text) => text.Contains('\0') ? text.Replace("\0", "") : text;

    /// <summary>The same for an element of a document.</summary>
    public static string? Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString() is { Length: > 0 } text ? text : null,
        JsonValueKind.Number => element.GetRawText(),
        _ => null,
    };
}
