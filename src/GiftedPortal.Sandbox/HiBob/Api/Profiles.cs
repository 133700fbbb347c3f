using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Sandbox.HiBob.Permissions;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary><c>GET /profiles</c>: a directory of the active people in the audience, always with the same fields as far as they are permitted
/// (https://apidocs.hibob.com/reference/people).</summary>
internal static class Profiles
{
    private static readonly string[] Ids =
    [
        "root.id", "root.firstName", "root.surname", "root.email", "root.displayName",
        "personal.honorific", "personal.shortBirthDate", "personal.nationality", "personal.pronouns",
        "about.avatar", "about.hobbies", "about.foodPreferences", "about.superpowers", "about.socialData.linkedin", "about.socialData.twitter", "about.socialData.facebook",
        "work.shortStartDate", "work.startDate", "work.manager", "work.tenureDuration", "work.durationOfEmployment", "work.reportsToIdInCompany",
        "work.employeeIdInCompany", "work.reportsTo", "work.tenureDurationYears", "work.department", "work.tenureYears", "work.isManager", "work.title",
        "work.site", "work.originalStartDate", "work.activeEffectiveDate", "work.directReports", "work.daysOfPreviousService", "work.yearsOfService",
    ];

    public static async Task<IResult> GetAsync(HttpContext context)
    {
        var (tenant, access) = Caller.Of(context);
        var fields = Ids.Select(tenant.Fields.Find).OfType<Field>().ToList();
        if (!access.OpensTable(fields.Where(field => field.Id == "root.displayName")))
            return ApiResults.Forbidden();

        var shapes = new Dictionary<FieldAccess, RecordNode>();
        var seen = tenant.People.All().Where(person => LifecycleStatus.IsActive(person.LifecycleStatus) && access.Of(person) is not null);
        return await ApiStream.ReplyAsync(context, seen, (json, person) =>
        {
            var visible = access.Of(person)!;
            if (!shapes.TryGetValue(visible, out var shape))
                shapes[visible] = shape = RecordNode.Tree(fields.Where(visible.CanView));
            json.WriteStartObject();
            shape.WriteChildren(json, person, readable: false, withEmpty: true);
            json.WriteEndObject();
        });
    }
}
