namespace GiftedPortal.Sandbox.HiBob.Model;

public sealed partial class BobWorld
{
    /// <summary>Saves a report and shares it with service users.</summary>
    /// <returns>The new report.</returns>
    /// <exception cref="ArgumentException">The company has no such field.</exception>
    public Report AddReport(long companyId, string name, IEnumerable<string> fieldIds, params IEnumerable<string> serviceUserIds)
    {
        var report = new Report(long.Parse(NewNumber(), System.Globalization.CultureInfo.InvariantCulture), name, [.. fieldIds], [.. serviceUserIds]);
        Change(companyId, settings => report.FieldIds.TrueForAll(id => FindTenant(companyId)!.Fields.Find(id) is not null)
            ? settings with { Reports = settings.Reports.Add(report) }
            : throw new ArgumentException("A report has fields of its company only."));
        return report;
    }
}
