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
        JsonTokenType.Number => Encoding.UTF8.GetString(reader.HasValueSequence ? System.Buffers.BuffersExtensions.ToArray(reader.ValueSequence) : reader.ValueSpan),
        _ => null,
    };

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
