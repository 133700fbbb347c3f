using System.Text.Json;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Sandbox.HiBob.People;
using GiftedPortal.Sandbox.HiBob.Permissions;
using GiftedPortal.Sandbox.HiBob.Values;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary>How the employee objects of one reply look. A field that is unknown or not permitted has no key; a permitted field has its nested key even
/// where it is empty, and its flat slash key only where it is not (https://apidocs.hibob.com/docs/people-read-api-contract).</summary>
internal sealed class RecordShape
{
    private readonly List<(Field Field, JsonEncodedText Key)> _fields;
    private readonly RecordNode _nested;
    private readonly ReadableFormat _format;

    public RecordShape(Tenant tenant, FieldAccess access, IReadOnlyList<string>? fields, ReadableFormat format)
    {
        var asked = fields is null ? tenant.Fields.Fields.Where(IsDefault) : fields.Distinct().Select(tenant.Fields.Find).OfType<Field>();
        var visible = asked.Where(access.CanView).ToList();
        _fields = visible.ConvertAll(field => (field, JsonEncodedText.Encode(field.SlashKey)));
        _nested = RecordNode.Tree(visible);
        _format = format;
    }

    public void Write(Utf8JsonWriter json, Employee employee)
    {
        json.WriteStartObject();
        foreach (var (field, key) in _fields)
        {
            if (FieldValues.Of(field, employee) is { } value)
            {
                json.WriteStartObject(key);
                json.WritePropertyName("value");
                WriteValue(json, value, _format is ReadableFormat.Replace);
                json.WriteEndObject();
            }
        }

        _nested.WriteChildren(json, employee, _format is ReadableFormat.Replace, withEmpty: true);
        if (_format is ReadableFormat.Append)
        {
            json.WriteStartObject("humanReadable");
            _nested.WriteChildren(json, employee, readable: true, withEmpty: false);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>The nested form alone, into an object that is already open.</summary>
    public void WriteNested(Utf8JsonWriter json, Employee employee) => _nested.WriteChildren(json, employee, readable: false, withEmpty: true);

    internal static void WriteValue(Utf8JsonWriter json, BobValue value, bool readable)
    {
        if (readable)
            json.WriteStringValue(value.Readable);
        else
            value.WriteTo(json);
    }

    private static bool IsDefault(Field field) => !field.IsCustom && field.CategoryId is "root" or "about" or "employment" or "work";
}
