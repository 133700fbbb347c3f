using System.Globalization;
using System.Text.Json;
using GiftedPortal.Sandbox.HiBob.People;

namespace GiftedPortal.Sandbox.HiBob.Values;

internal sealed record ListValue(ListItem Item) : BobValue
{
    public override string Readable => Item.Name;

    public override void WriteTo(Utf8JsonWriter json) => json.WriteStringValue(Item.Id);
}

/// <summary>An item of a list whose ids are numbers, as those of sites and calendars are.</summary>
internal sealed record NumberedListValue(int Id, string Name) : BobValue
{
    public override string Readable => Name;

    public override void WriteTo(Utf8JsonWriter json) => json.WriteNumberValue(Id);
}

internal sealed record MultiListValue(IReadOnlyList<ListItem> Items) : BobValue
{
    public override string Readable => string.Join(", ", Items.Select(item => item.Name));

    public override void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var item in Items)
            json.WriteStringValue(item.Id);
        json.WriteEndArray();
    }
}

/// <summary>Another employee, with the little that everybody may see.</summary>
internal sealed record PersonValue(PersonName Person) : BobValue
{
    public override string Readable => Person.DisplayName;

    public override void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", Person.Id);
        json.WriteString("firstName", Person.FirstName);
        json.WriteString("surname", Person.Surname);
        json.WriteString("email", Person.Email);
        json.WriteString("displayName", Person.DisplayName);
        json.WriteEndObject();
    }
}

/// <summary>Another employee, by id.</summary>
internal sealed record PersonIdValue(PersonName Person) : BobValue
{
    public override string Readable => Person.DisplayName;

    public override void WriteTo(Utf8JsonWriter json) => json.WriteStringValue(Person.Id);
}

/// <summary>The time between two days.</summary>
internal sealed record PeriodValue(DateOnly From, DateOnly To) : BobValue
{
    private int TotalMonths => (((To.Year - From.Year) * 12) + To.Month - From.Month) - (To.Day < From.Day ? 1 : 0);

    private int Days => To.DayNumber - From.AddMonths(TotalMonths).DayNumber;

    public decimal Years => Math.Round((To.DayNumber - From.DayNumber) / 365.25m, 3);

    public override string Readable => string.Create(CultureInfo.InvariantCulture, $"{TotalMonths / 12} years, {TotalMonths % 12} months, {Days} days");

    public override void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("periodISO", string.Create(CultureInfo.InvariantCulture, $"P{TotalMonths / 12}Y{TotalMonths % 12}M{Days}D"));
        json.WriteNumber("sortFactor", (TotalMonths * 30) + Days);
        json.WriteString("humanize", Readable);
        json.WriteEndObject();
    }
}

/// <summary>An amount of money.</summary>
internal sealed record CurrencyValue(decimal Amount, string Currency) : BobValue
{
    public override string Readable => string.Create(CultureInfo.InvariantCulture, $"{Currency} {Amount:N2}");

    public override void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("value", Amount);
        json.WriteString("currency", Currency);
        json.WriteEndObject();
    }
}

/// <summary>Hours on each day of an ordinary week.</summary>
internal sealed record WorkingWeekValue(int HoursPerDay) : BobValue
{
    private static readonly string[] Days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    public override string Readable => string.Create(CultureInfo.InvariantCulture, $"{HoursPerDay} hours a day");

    public override void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("workingPatternType", "hourly");
        json.WriteStartObject("days");
        foreach (var day in Days)
            json.WriteNumber(day, day is "sunday" or "saturday" ? 0 : HoursPerDay);
        json.WriteEndObject();
        json.WriteNumber("hoursPerDay", HoursPerDay);
        json.WriteNumber("workingPatternId", 0);
        json.WriteEndObject();
    }
}
