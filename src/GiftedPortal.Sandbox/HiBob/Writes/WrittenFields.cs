using System.Globalization;
using System.Text.Json;
using GiftedPortal.Sandbox.HiBob.Api;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Sandbox.HiBob.Values;

namespace GiftedPortal.Sandbox.HiBob.Writes;

/// <summary>Reads the fields out of the body of a write: nested, as people search shows them.</summary>
internal static class WrittenFields
{
    /// <summary>The body as an object.</summary>
    /// <exception cref="RefusedWriteException">It is none.</exception>
    public static async Task<JsonElement> BodyAsync(HttpContext context)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            if (body.RootElement.ValueKind is JsonValueKind.Object)
                return body.RootElement.Clone();
        }
        catch (JsonException)
        {
            // answered like any other body that is no object
        }

        throw Bad("The body must be a JSON object.");
    }

    /// <summary>The text at a dotted path, or null where it is missing, empty or something else.</summary>
    public static string? Text(JsonElement body, string path) =>
        path.Split('.').Aggregate((JsonElement?)body, (node, key) => node is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(key, out var child) ? child : null)
            is { ValueKind: JsonValueKind.String } found && found.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>A date at a dotted path, or null.</summary>
    public static DateOnly? Date(JsonElement body, string path) => DateOnly.TryParseExact(Text(body, path), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>Every field in the body.</summary>
    /// <exception cref="RefusedWriteException">Something in it is no field of the company.</exception>
    public static IEnumerable<(Field Field, JsonElement Value)> All(Tenant tenant, JsonElement body, string path = "")
    {
        foreach (var property in body.EnumerateObject())
        {
            var at = path + property.Name;
            if (tenant.Fields.Fields.FirstOrDefault(field => field.JsonPath == at) is { } field)
                yield return (field, property.Value);
            else if (property.Value.ValueKind is JsonValueKind.Object)
                foreach (var inner in All(tenant, property.Value, at + "."))
                    yield return inner;
            else
                throw Bad($"There is no field {at}.");
        }
    }

    /// <summary>The value in the form that the field holds; null empties it.</summary>
    /// <exception cref="RefusedWriteException">The field cannot hold it.</exception>
    public static BobValue? Value(Tenant tenant, Field field, JsonElement json) => (json.ValueKind, field.Type) switch
    {
        (JsonValueKind.Null, _) => null,
        (_, "list" or "list_id") when field.ListId is { } list => Item(tenant, field, list, json),
        (JsonValueKind.String, "text" or "text-area") => new TextValue(json.GetString()!),
        (JsonValueKind.Number, "number") => new NumberValue(json.GetDecimal()),
        (JsonValueKind.True or JsonValueKind.False, "boolean") => new FlagValue(json.GetBoolean()),
        (JsonValueKind.String, "date") when DateOnly.TryParseExact(json.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => new DateValue(date),
        (_, "text" or "text-area" or "number" or "boolean" or "date") => throw Bad($"{field.Id} is of type {field.Type}."),
        _ => new WrittenValue(json.GetRawText()),
    };

    public static RefusedWriteException Bad(string error) => new(ApiResults.BadRequest("exception.bad.request", error));

    private static BobValue Item(Tenant tenant, Field field, string name, JsonElement json)
    {
        if (NamedLists.Find(tenant, name) is { } list && list.Find(json) is { } item)
            return list.Numbered ? new NumberedListValue(json.GetInt32(), item.Name) : new ListValue(item);
        throw new RefusedWriteException(WriteRefusals.NotInList(field.JsonPath.Split('.')[^1], json.ToString(), name));
    }
}
