using System.Globalization;
using System.Text;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Sandbox.HiBob.Values;

namespace GiftedPortal.Sandbox.HiBob.People;

/// <summary>Makes one employee from the seed and the index.</summary>
internal sealed class EmployeeFactory(Workforce workforce)
{
    private static readonly IReadOnlyList<ListItem> Contracts = [.. new[] { "Full time", "Full time", "Full time", "Part time", "Contractor" }.Select(ListItem.BuiltIn)];
    private static readonly IReadOnlyList<ListItem> Types = [.. new[] { "Permanent", "Permanent", "Permanent", "Temporary" }.Select(ListItem.BuiltIn)];

    private static readonly IReadOnlyDictionary<string, BobValue?> EmptyJob = new[] { "work.title", "work.department", "payroll.employment.contract", "payroll.employment.type" }
        .ToDictionary(field => field, _ => (BobValue?)null);

    public Employee Make(int index)
    {
        var site = SiteOf(index);
        var job = Roll(index, DicePurpose.Job);
        var department = job.Pick(Department.All);
        var status = StatusOf(index);
        var dates = Roll(index, DicePurpose.Dates);
        var start = StartOf(status, ref dates);
        var since = SinceOf(status, start, ref dates);
        return new()
        {
            Index = index,
            Workforce = workforce,
            Name = NameOf(index),
            Site = site,
            Department = department,
            Title = workforce.DirectReportsOf(index) > 0 ? department.Titles[^1] : department.Titles[job.Throw(department.Titles.Count - 1)],
            Manager = Workforce.ManagerOf(index) is { } manager ? NameOf(manager) : null,
            LifecycleStatus = status,
            StartDate = start,
            StatusSince = since,
            TerminationDate = status is LifecycleStatus.Terminated ? since : status is LifecycleStatus.GardenLeave ? Workforce.Anchor.AddDays(20 + dates.Throw(40)) : null,
            Contract = job.Pick(Contracts),
            EmploymentType = job.Pick(Types),
            BirthDate = Workforce.Anchor.AddDays(-(19 * 365) - dates.Throw(45 * 365)),
            Home = HomeOf(index),
            Contact = ContactOf(index, site.Country),
            Address = AddressOf(index, site.Country, start),
        };
    }

    /// <summary>Somebody whom an API call created. What the call did not say stays empty.</summary>
    public Employee MakeNew(EmployeeWritten person, int number)
    {
        var index = Workforce.FirstNew + number;
        var status = person.StartDate > DateOnly.FromDateTime(person.At.UtcDateTime) ? LifecycleStatus.Hired : LifecycleStatus.Employed;
        return Make(index) with
        {
            IsNew = true,
            Name = new(person.Id, person.FirstName, person.Surname, person.Email),
            Site = person.Site,
            Manager = null,
            LifecycleStatus = status,
            StartDate = person.StartDate,
            StatusSince = person.StartDate,
            TerminationDate = null,
            Written = EmptyJob,
        };
    }

    /// <summary>The name alone, which is all that a report's record shows of a manager.</summary>
    public PersonName NameOf(int index)
    {
        var dice = Roll(index, DicePurpose.Name);
        var country = SiteOf(index).Country;
        var (given, surname) = (dice.Pick(country.GivenNames), dice.Pick(country.Surnames));

        // the number makes the address unique, and lets it be found again
        var email = string.Create(CultureInfo.InvariantCulture, $"{given.Ascii}.{surname.Ascii}{index}@{workforce.Domain}");
        return new(workforce.IdOf(index).ToString(CultureInfo.InvariantCulture), given.Native, surname.Native, email);
    }

    private Dice Roll(int index, DicePurpose purpose) => new(workforce.CompanyId, index, purpose);

    private Site SiteOf(int index) => workforce.Sites[(index * 5 + (index / 7)) % workforce.Sites.Count];

    // those who lead others are at work, so that no manager's id leads to somebody who left
    private string StatusOf(int index) => workforce.OneRowEach || workforce.DirectReportsOf(index) > 0
        ? LifecycleStatus.Employed
        : Roll(index, DicePurpose.Status).Throw(100) switch
        {
            < 5 => LifecycleStatus.Hired,
            < 79 => LifecycleStatus.Employed,
            < 82 => workforce.OwnStatus ?? LifecycleStatus.Leave,
            < 85 => LifecycleStatus.ParentalLeave,
            < 87 => LifecycleStatus.GardenLeave,
            _ => LifecycleStatus.Terminated,
        };

    private static DateOnly StartOf(string status, ref Dice dice) => status is LifecycleStatus.Hired
        ? Workforce.Anchor.AddDays(30 + dice.Throw(90))
        : Workforce.Anchor.AddDays(-400 - dice.Throw(12 * 365));

    private static DateOnly SinceOf(string status, DateOnly start, ref Dice dice) => status switch
    {
        LifecycleStatus.Hired => Workforce.Anchor.AddDays(-1 - dice.Throw(30)),
        LifecycleStatus.Employed => start,
        _ => Workforce.Anchor.AddDays(-5 - dice.Throw(360)),
    };

    private HomeLife HomeOf(int index)
    {
        var dice = Roll(index, DicePurpose.Home);
        var known = dice.Chance(85);
        var married = known && dice.Chance(55);
        return new(
            known ? ListItem.BuiltIn(married ? "Married" : dice.Pick(["Single", "Divorced", "Domestic partnership"])) : null,
            dice.Chance(90) ? ListItem.BuiltIn(dice.Pick(["Female", "Male", "Non-binary"])) : null,
            known ? dice.Throw(married ? 4 : 2) : null,
            married ? dice.Pick(SiteOf(index).Country.GivenNames).Native : null,
            married ? Workforce.Anchor.AddDays(-(25 * 365) - dice.Throw(30 * 365)) : null);
    }

    private PrivateContact ContactOf(int index, Country country)
    {
        var dice = Roll(index, DicePurpose.Contact);
        var email = string.Create(CultureInfo.InvariantCulture, $"{dice.Pick(country.GivenNames).Ascii}.{index}@mail.example");
        return new(dice.Chance(88) ? email : null, dice.Chance(35) ? Phone(ref dice) : null, dice.Chance(83) ? Phone(ref dice) : null);

        string Phone(ref Dice numbers) => country.DialCode + Digits(" 55#######", ref numbers);
    }

    private HomeAddress? AddressOf(int index, Country country, DateOnly start)
    {
        var dice = Roll(index, DicePurpose.Address);
        if (dice.Chance(8))
            return null;

        var street = string.Format(CultureInfo.InvariantCulture, dice.Pick(country.Streets), 1 + dice.Throw(140));
        var line2 = dice.Chance(25) ? Digits("##", ref dice) : null;
        var state = country == Countries.States ? dice.Pick(["NY", "MA", "TX", "WA", "IL"]) : null;
        return new(street, line2, dice.Pick(country.Cities), country.PostCode.Length == 0 ? null : Digits(country.PostCode, ref dice), country.Name, state, start);
    }

    private static string Digits(string pattern, ref Dice dice)
    {
        var text = new StringBuilder(pattern);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '#')
                text[at] = (char)('0' + dice.Throw(10));
        }

        return text.ToString();
    }
}
