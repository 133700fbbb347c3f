using System.Text.Json;

namespace GiftedPortal.Sandbox.HiBob.Faults;

/// <summary>Writes a JSON reply again, with the first key of every object once more at its end.</summary>
internal static class DuplicatedKeys
{
    public static async Task WriteAsync(byte[] reply, HttpContext context)
    {
        if (reply.Length == 0 || context.Response.ContentType?.StartsWith("application/json", StringComparison.Ordinal) != true)
        {
            await context.Response.Body.WriteAsync(reply, context.RequestAborted);
            return;
        }

        using var document = JsonDocument.Parse(reply);
        await using var json = new Utf8JsonWriter(context.Response.Body);
        Write(json, document.RootElement);
        await json.FlushAsync(context.RequestAborted);
    }

    private static void Write(Utf8JsonWriter json, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var property in element.EnumerateObject().Concat(element.EnumerateObject().Take(1)))
                {
                    json.WritePropertyName(property.Name);
                    Write(json, property.Value);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    Write(json, item);
                json.WriteEndArray();
                break;
            default:
                element.WriteTo(json);
                break;
        }
    }
}
