using System.Globalization;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Identity;
using GiftedPortal.Ui;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GiftedPortal.Features.Approval.Report;

/// <summary>The decided connections of a period as a file for a spreadsheet.</summary>
public static class ReportExport
{
    // the byte order mark: without it spreadsheets take UTF-8 for something else
    private const string Head = "\uFEFFcustomer,submitted,decided,decision,reviewer,within target,within deadline,waited hours,review hours,changes hours\r\n";

    /// <summary>Maps <c>/staff/report.csv</c>, with the page's period. Staff only.</summary>
    public static void MapReport(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(PortalUrls.ReportFile, WriteAsync).RequireAuthorization(Policies.Staff);

    /// <summary>The file's text.</summary>
    internal static string Csv(ApprovalReport report) => Head + string.Concat(report.Cases.Select(one => string.Join(',', new[]
    {
        one.Customer, one.SubmittedAt.UtcDateTime.ToString("O"), one.DecidedAt.UtcDateTime.ToString("O"), one.Decision.ToString(), one.Reviewer,
        one.InTarget ? "yes" : "no", one.InDeadline ? "yes" : "no", Hours(one.Waited), Hours(one.Reviewed), Hours(one.Changed),
    }.Select(AuditExport.Cell)) + "\r\n"));

    private static async Task<Results<ContentHttpResult, ForbidHttpResult>> WriteAsync(
        string? from, string? to, HttpContext context, ReportService reports, TimeProvider time, CancellationToken cancellationToken)
    {
        var period = ReportPeriod.Read(from, to, time.GetUtcNow());
        if (await reports.ReadAsync(period.From, period.To, PortalClaims.ToActor(context.User), cancellationToken) is not { } report)
        {
            return TypedResults.Forbid();
        }

        context.Response.Headers.ContentDisposition = "attachment; filename=approvals.csv";
        return TypedResults.Content(Csv(report), "text/csv; charset=utf-8");
    }

    private static string Hours(TimeSpan time) => time.TotalHours.ToString("0.00", CultureInfo.InvariantCulture);
}
