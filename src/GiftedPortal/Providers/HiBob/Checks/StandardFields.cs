namespace GiftedPortal.Providers.HiBob.Checks;

/// <summary>
/// Fields that every tenant of Bob starts with (apidocs.hibob.com/docs/people-read-api-contract), some of each category that gifting needs: what the search asks
/// for while the tenant's own metadata is still on its way. Which category each belongs to is said by that metadata alone.
/// </summary>
internal static class StandardFields
{
    public static IReadOnlyList<string> Ids { get; } =
    [
        "root.firstName", "root.surname", "root.fullName", "root.secondName",
        "personal.shortBirthDate", "personal.pronouns", "personal.honorific",
        "home.privateEmail", "home.mobilePhone", "home.privatePhone",
        "employee.sinExpirationDate",
        "work.startDate", "work.department", "work.title", "work.siteId", "work.originalStartDate", "work.isManager",
        "address.line1", "address.city", "address.postCode", "address.country", "address.line2", "address.usaState",
        "home.familyStatus", "home.numberOfKids", "home.legalGender", "employee.legalSex",
        "payroll.employment.contract", "payroll.employment.type", "payroll.employment.fte", "payroll.employment.weeklyHours", "payroll.employment.calendarId",
        "payroll.employment.flsaCode",
        "internal.terminationDate", "internal.probationEndDate", "employee.firstDayOfWork", "employee.lastDayOfWork",
    ];
}
