using System.Buffers;
using System.Text.Json;

namespace GiftedPortal.Providers.HiBob.Api;

/// <summary>Hears what a streamed reply shows of each employee, for the fields of a <see cref="FieldTree"/>.</summary>
internal interface IEmployeeSink
{
    /// <summary>The key is there; its value is an object or a list.</summary>
    void Shown(int field);

    /// <summary>The key is there; the reader stands on its value: text, number, true, false or null.</summary>
    void Value(int field, ref Utf8JsonReader reader);

    /// <summary>All of one employee was heard.</summary>
    void EndEmployee();
}

/// <summary>
/// Reads <c>{"employees":[…]}</c> piece by piece, wherever the pieces are cut, and keeps nothing:
/// a reply has no size limit (apidocs.hibob.com/docs/people-read-api-contract).
/// </summary>
internal sealed class EmployeesReader(FieldTree tree, IEmployeeSink sink)
{
    private readonly Stack<FieldTree.Node> _parents = new();
    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = 64 });
    private Place _place = Place.Start;
    private FieldTree.Node _current = tree.Root;
    private FieldTree.Node? _named;
    private bool _bare;
    private int _skipping;
    private bool _started;

    private enum Place
    {
        Start,
        Reply,
        BeforeEmployees,
        Employees,
        Employee,
    }

    /// <summary>True once the list of employees was found.</summary>
    private bool Found { get; set; }

    /// <summary>Reads one piece; returns how far it was used. The rest must come again with the next piece.</summary>
    /// <exception cref="JsonException">Not JSON, or no list of employees in it.</exception>
    public SequencePosition Read(ReadOnlySequence<byte> piece, bool last)
    {
        if (!_started)
        {
            if (piece.Length < 3 && !last)
                return piece.Start;
            piece = ByteOrderMark.Skip(piece);
            _started = true;
        }

        var reader = new Utf8JsonReader(piece, last, _state);
        while (reader.Read())
            Take(ref reader);
        _state = reader.CurrentState;
        return last && !Found ? throw new JsonException("There is no list of employees.") : reader.Position;
    }

    private void Take(ref Utf8JsonReader reader)
    {
        if (_skipping > 0)
        {
            _skipping += Step(reader.TokenType);
            return;
        }

        switch (_place)
        {
            case Place.Start:
                Begin(reader.TokenType);
                break;
            case Place.Reply when reader.TokenType == JsonTokenType.PropertyName:
                _place = reader.ValueTextEquals("employees"u8) ? Place.BeforeEmployees : Place.Reply;
                break;
            case Place.Reply:
                _skipping = Math.Max(0, Step(reader.TokenType));
                break;
            case Place.BeforeEmployees:
                Enter(reader.TokenType);
                break;
            case Place.Employees:
                TakeElement(reader.TokenType);
                break;
            case Place.Employee:
                TakeProperty(ref reader);
                break;
        }
    }

    private void Begin(JsonTokenType token)
    {
        if (token == JsonTokenType.StartObject)
            _place = Place.Reply;
        else
            Enter(token);
        _bare = token == JsonTokenType.StartArray;
    }

    private void Enter(JsonTokenType token)
    {
        if (token != JsonTokenType.StartArray)
            throw new JsonException("The employees are not a list.");
        _place = Place.Employees;
        Found = true;
    }

    private void TakeElement(JsonTokenType token)
    {
        if (token == JsonTokenType.StartObject)
            _place = Place.Employee;
        else if (token == JsonTokenType.StartArray)
            _skipping = 1;
        else if (token == JsonTokenType.EndArray)
            _place = _bare ? Place.Start : Place.Reply;
    }

    private void TakeProperty(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                _named = _current.Find(ref reader);
                break;
            case JsonTokenType.StartObject when _named is { HasChildren: true }:
                Show(_named);
                _parents.Push(_current);
                _current = _named;
                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                Show(_named);
                _skipping = 1;
                break;
            case JsonTokenType.EndObject:
                Leave();
                break;
            default:
                if (_named?.Field is { } field)
                    sink.Value(field, ref reader);
                break;
        }
    }

    private void Show(FieldTree.Node? node)
    {
        if (node?.Field is { } field)
            sink.Shown(field);
    }

    private void Leave()
    {
        if (_parents.TryPop(out var parent))
        {
            _current = parent;
            return;
        }

        _place = Place.Employees;
        sink.EndEmployee();
    }

    private static int Step(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject or JsonTokenType.StartArray => 1,
        JsonTokenType.EndObject or JsonTokenType.EndArray => -1,
        _ => 0,
    };
}
