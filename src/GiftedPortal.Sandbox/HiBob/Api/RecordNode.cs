using System.Text.Json;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Sandbox.HiBob.People;
using GiftedPortal.Sandbox.HiBob.Values;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary>One key of the nested form of an employee: a field, an object with further keys, or both (<c>work.reportsTo</c> and <c>work.reportsTo.email</c>).</summary>
internal sealed class RecordNode(string name)
{
    private readonly JsonEncodedText _name = JsonEncodedText.Encode(name);
    private readonly List<RecordNode> _children = [];
    private Field? _field;

    public static RecordNode Tree(IEnumerable<Field> fields)
    {
        var root = new RecordNode("");
        foreach (var field in fields)
            field.JsonPath.Split('.').Aggregate(root, (node, segment) => node.Child(segment))._field = field;
        return root;
    }

    public void WriteChildren(Utf8JsonWriter json, Employee employee, bool readable, bool withEmpty)
    {
        foreach (var child in _children)
            child.Write(json, employee, readable, withEmpty);
    }

    private void Write(Utf8JsonWriter json, Employee employee, bool readable, bool withEmpty)
    {
        if (_field is null)
        {
            json.WriteStartObject(_name);
            WriteChildren(json, employee, readable, withEmpty);
            json.WriteEndObject();
        }
        else if (FieldValues.Of(_field, employee) is { } value)
        {
            json.WritePropertyName(_name);
            RecordShape.WriteValue(json, value, readable);
        }
        else if (withEmpty)
        {
            json.WriteNull(_name);
        }
    }

    private RecordNode Child(string segment)
    {
        var child = _children.Find(node => node._name.Value == segment);
        if (child is null)
            _children.Add(child = new(segment));
        return child;
    }
}
