using System.Globalization;

namespace GiftedPortal.Sandbox.HiBob.People;

/// <summary>A company's employees, made one at a time when they are asked for. Nothing is kept, so their number costs no memory.</summary>
public sealed class PeopleSource
{
    private readonly Workforce _workforce;
    private readonly EmployeeFactory _factory;
    private readonly Writings _writings = Writings.None;

    /// <summary>Made-up employees.</summary>
    /// <param name="companyId">Bob's number for the company. The same number makes the same people.</param>
    /// <param name="count">How many there are, up to 1,000,000.</param>
    /// <param name="domain">The domain of their work e-mail addresses, such as <c>acme.example</c>.</param>
    /// <param name="oneRowEach">True for a company where nobody ever changed job, contract or status.</param>
    public PeopleSource(long companyId, int count, string domain, bool oneRowEach = false)
    {
        _workforce = new(companyId, count, domain) { OneRowEach = oneRowEach };
        _factory = new(_workforce);
    }

    private PeopleSource(Workforce workforce, Writings writings)
    {
        _workforce = workforce;
        _factory = new(workforce);
        _writings = writings;
    }

    /// <summary>How many employees the company has, whatever their status.</summary>
    public int Count => _workforce.Count + _writings.NewEmployees.Count;

    internal bool OneRowEach => _workforce.OneRowEach;

    internal string? OwnStatus => _workforce.OwnStatus;

    /// <summary>The same company with another number of people, with other histories, or with a status of its own.</summary>
    internal PeopleSource With(int count, bool oneRowEach, string? ownStatus) =>
        new(_workforce with { Count = count, OneRowEach = oneRowEach, OwnStatus = ownStatus }, Writings.None);

    /// <summary>The same company with what API calls wrote.</summary>
    internal PeopleSource With(Writings writings) => new(_workforce, writings);

    /// <summary>The id for the next employee whom a call creates.</summary>
    internal string NextId => _workforce.IdOf(Workforce.FirstNew + _writings.NewEmployees.Count).ToString(CultureInfo.InvariantCulture);

    internal Employee At(int index) =>
        _writings.Apply(index < _workforce.Count ? _factory.Make(index) : _factory.MakeNew(_writings.NewEmployees[index - _workforce.Count], index - _workforce.Count));

    internal IEnumerable<Employee> All() => Enumerable.Range(0, Count).Select(At);

    /// <summary>The employee with that id or work e-mail address, or null.</summary>
    internal Employee? Find(string idOrEmail) => FindById(idOrEmail) ?? FindByEmail(idOrEmail);

    internal Employee? FindById(string id) => IndexOf(id) is { } index && At(index) is var employee && employee.Id == id ? employee : null;

    internal Employee? FindByEmail(string email)
    {
        var employee = _writings.IdOf(email) is { } id ? FindById(id) : FindByNumber(email);
        return string.Equals(employee?.Name.Email, email, StringComparison.OrdinalIgnoreCase) ? employee : null;
    }

    // made-up addresses carry the index
    private Employee? FindByNumber(string email)
    {
        var name = email.Split('@')[0];
        var digits = name.AsSpan(name.AsSpan().LastIndexOfAnyExceptInRange('0', '9') + 1);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < _workforce.Count ? At(index) : null;
    }

    private int? IndexOf(string id) =>
        _writings.NewEmployees.FindIndex(person => person.Id == id) is >= 0 and var number ? _workforce.Count + number
        : long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? _workforce.IndexOf(value) : null;
}
