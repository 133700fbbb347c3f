using System.Globalization;

namespace GiftedPortal.Sandbox.HiBob.People;

/// <summary>A company's employees, made one at a time when they are asked for. Nothing is kept, so their number costs no memory.</summary>
public sealed class PeopleSource
{
    private readonly Workforce _workforce;
    private readonly EmployeeFactory _factory;

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

    /// <summary>How many employees the company has, whatever their status.</summary>
    public int Count => _workforce.Count;

    internal bool OneRowEach => _workforce.OneRowEach;

    /// <summary>The same company with another number of people, or with other histories.</summary>
    internal PeopleSource With(int count, bool oneRowEach) => new(_workforce.CompanyId, count, _workforce.Domain, oneRowEach);

    internal Employee At(int index) => _factory.Make(index);

    internal IEnumerable<Employee> All() => Enumerable.Range(0, Count).Select(At);

    /// <summary>The employee with that id or work e-mail address, or null.</summary>
    internal Employee? Find(string idOrEmail) => FindById(idOrEmail) ?? FindByEmail(idOrEmail);

    internal Employee? FindById(string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && _workforce.IndexOf(number) is { } index && At(index) is var employee
        && employee.Id == id
            ? employee
            : null;

    internal Employee? FindByEmail(string email)
    {
        var name = email.Split('@')[0];
        var digits = name.AsSpan(name.AsSpan().LastIndexOfAnyExceptInRange('0', '9') + 1);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < Count
            && At(index) is var employee && string.Equals(employee.Name.Email, email, StringComparison.OrdinalIgnoreCase)
                ? employee
                : null;
    }
}
