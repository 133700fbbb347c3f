namespace GiftedPortal.Sandbox.HiBob.People;

/// <summary>A time off that was asked for and approved.</summary>
/// <param name="Id">The request's number.</param>
/// <param name="Person">Who is away.</param>
/// <param name="Policy">What kind of time off it is.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
internal sealed record Absence(int Id, Employee Person, string Policy, DateOnly From, DateOnly To)
{
    /// <summary>When it was asked for.</summary>
    public DateOnly AskedOn => From.AddDays(-14);

    /// <summary>A leave of those who are on one, and a week of holiday for one in five of the others.</summary>
    public static Absence? Of(Employee person) => person.LifecycleStatus switch
    {
        Model.LifecycleStatus.Leave => new(person.Index + 1, person, "Leave", person.StatusSince, Workforce.Anchor.AddDays(30)),
        Model.LifecycleStatus.ParentalLeave => new(person.Index + 1, person, "Parental leave", person.StatusSince, Workforce.Anchor.AddDays(30)),
        Model.LifecycleStatus.Employed when person.Index % 5 == 2 => new(person.Index + 1, person, "Holiday", Holiday(person), Holiday(person).AddDays(4)),
        _ => null,
    };

    private static DateOnly Holiday(Employee person) => Workforce.Anchor.AddDays(person.Index % 60);
}
