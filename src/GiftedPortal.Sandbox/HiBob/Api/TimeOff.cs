using System.Globalization;
using System.Text.Json;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Sandbox.HiBob.People;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary>Who is away (https://apidocs.hibob.com/reference/time-off): active people of the audience only, with a permission of its own.</summary>
internal static class TimeOff
{
    // since when changes can be asked for
    private const int MonthsBack = 6;

    /// <summary><c>GET /timeoff/whosout</c>.</summary>
    public static Task<IResult> WhosOutAsync(HttpContext context, string? from, string? to) =>
        Date(from) is { } first && Date(to) is { } last
            ? ReplyAsync(context, "outs", absence => absence.From <= last && absence.To >= first, (json, absence) =>
            {
                json.WriteNumber("requestId", absence.Id);
                json.WriteString("policyType", absence.Policy);
                json.WriteString("status", "Approved");
                WriteCommon(json, absence, "startPortion", "endPortion", "type");
            })
            : Task.FromResult(Bad("from and to must be dates."));

    /// <summary><c>GET /timeoff/outtoday</c>.</summary>
    public static Task<IResult> OutTodayAsync(HttpContext context, TimeProvider time, string? today)
    {
        var day = Date(today) ?? DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return ReplyAsync(context, "outs", absence => absence.From <= day && absence.To >= day, (json, absence) =>
        {
            json.WriteString("employeeEmail", absence.Person.Name.Email);
            WriteCommon(json, absence, "startDatePortion", "endDatePortion", "requestRangeType");
        });
    }

    /// <summary><c>GET /timeoff/requests/changes</c>.</summary>
    public static Task<IResult> ChangesAsync(HttpContext context, TimeProvider time, string? since)
    {
        var now = time.GetUtcNow();
        return !DateTimeOffset.TryParse(since, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start) ? Task.FromResult(Bad("since must be a moment."))
            : start < now.AddMonths(-MonthsBack) ? Task.FromResult(Bad($"since can be at most {MonthsBack} months back."))
            : ReplyAsync(context, "changes", absence => Moment(absence) >= start && Moment(absence) <= now, (json, absence) =>
            {
                json.WriteString("changeType", "Created");
                json.WriteNumber("requestId", absence.Id);
                json.WriteString("employeeEmail", absence.Person.Name.Email);
                json.WriteString("createdOn", Moment(absence));
                WriteCommon(json, absence, "startPortion", "endPortion", "type");
            });
    }

    private static async Task<IResult> ReplyAsync(HttpContext context, string list, Func<Absence, bool> wanted, Action<Utf8JsonWriter, Absence> write)
    {
        var (tenant, access) = Caller.Of(context);
        if (!access.Has(PermissionLine.TimeOff))
            return ApiResults.Forbidden();

        var absences = tenant.People.All().Where(person => LifecycleStatus.IsActive(person.LifecycleStatus) && access.Of(person) is { } seen && seen.Has(PermissionLine.TimeOff, GrantKind.View))
            .Select(Absence.Of).OfType<Absence>().Where(wanted);
        return await ApiStream.ReplyAsync(context, list, absences, (json, absence) =>
        {
            json.WriteStartObject();
            write(json, absence);
            json.WriteEndObject();
        });
    }

    private static void WriteCommon(Utf8JsonWriter json, Absence absence, string startPortion, string endPortion, string type)
    {
        json.WriteString("employeeId", absence.Person.Id);
        json.WriteString("employeeDisplayName", absence.Person.Name.DisplayName);
        json.WriteString("policyTypeDisplayName", absence.Policy);
        json.WriteString(type, "days");
        json.WriteString("startDate", Text(absence.From));
        json.WriteString(startPortion, "all_day");
        json.WriteString("endDate", Text(absence.To));
        json.WriteString(endPortion, "all_day");
        json.WriteString("visibility", "Public");
    }

    private static DateTimeOffset Moment(Absence absence) => new(absence.AskedOn.ToDateTime(new(9, 0)), TimeSpan.Zero);

    private static IResult Bad(string error) => ApiResults.BadRequest("exception.bad.request", error);

    private static DateOnly? Date(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
