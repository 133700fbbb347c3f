using GiftedPortal.Sandbox.HiBob.Values;

namespace GiftedPortal.Sandbox.HiBob.People;

/// <summary>What API calls wrote about a company's people, laid over what is made up about them.</summary>
internal sealed class Writings
{
    private readonly Dictionary<string, Dictionary<string, BobValue?>> _fields = [];
    private readonly Dictionary<string, string> _idByEmail = new(StringComparer.OrdinalIgnoreCase);
    private readonly ILookup<string, RowWritten> _rows;

    /// <param name="all">In the order of writing.</param>
    public Writings(IReadOnlyList<Writing> all)
    {
        NewEmployees = [.. all.OfType<EmployeeWritten>()];
        _rows = all.OfType<RowWritten>().ToLookup(row => row.EmployeeId);
        foreach (var person in NewEmployees)
            _idByEmail[person.Email] = person.Id;
        foreach (var (_, id, values) in all.OfType<FieldsWritten>())
            Add(id, values);
    }

    public static Writings None { get; } = new([]);

    public List<EmployeeWritten> NewEmployees { get; }

    /// <summary>Whose e-mail address was written to be this one, or null.</summary>
    public string? IdOf(string email) => _idByEmail.GetValueOrDefault(email);

    public Employee Apply(Employee employee)
    {
        if (_rows[employee.Id].ToList() is { Count: > 0 } rows)
            employee = employee with { WrittenRows = rows };
        if (!_fields.TryGetValue(employee.Id, out var values))
            return employee;

        var name = employee.Name;
        return employee with
        {
            Name = new(name.Id, Text("root.firstName") ?? name.FirstName, Text("root.surname") ?? name.Surname, Text("root.email") ?? name.Email),
            StartDate = values.GetValueOrDefault("work.startDate") is DateValue start ? start.Date : employee.StartDate,
            Site = values.GetValueOrDefault("work.siteId") is NumberedListValue site ? Site.World.First(known => known.Id == site.Id) : employee.Site,
            Written = new Dictionary<string, BobValue?>(employee.Written.Where(old => !values.ContainsKey(old.Key)).Concat(values)),
        };

        string? Text(string field) => (values.GetValueOrDefault(field) as TextValue)?.Text;
    }

    private void Add(string id, IReadOnlyDictionary<string, BobValue?> values)
    {
        var known = _fields.TryGetValue(id, out var fields) ? fields : _fields[id] = [];
        foreach (var (field, value) in values)
            known[field] = value;
        if (values.GetValueOrDefault("root.email") is TextValue email)
            _idByEmail[email.Text] = id;
    }
}
