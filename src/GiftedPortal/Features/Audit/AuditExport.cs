using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GiftedPortal.Features.Identity;
using GiftedPortal.Ui;

namespace GiftedPortal.Features.Audit;

/// <summary>The audit trail as a file, written while it is read: CSV for a spreadsheet, JSON lines for a program.</summary>
public static class AuditExport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Maps <c>/staff/audit/export.csv</c> and <c>.jsonl</c>, with the page's filters; that it was taken is recorded.</summary>
    public static void MapAuditExport(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(PortalUrls.AuditExport("csv"), (AuditService audit, HttpContext context, [AsParameters] AuditAddress address) =>
            WriteAsync(audit, context, address, "text/csv; charset=utf-8", "csv", CsvHead, Csv)).RequireAuthorization(Policies.ReadAudit);
        endpoints.MapGet(PortalUrls.AuditExport("jsonl"), (AuditService audit, HttpContext context, [AsParameters] AuditAddress address) =>
            WriteAsync(audit, context, address, "application/jsonl", "jsonl", "", entry => JsonSerializer.Serialize(entry, Json) + "\n")).RequireAuthorization(Policies.ReadAudit);
    }

    // the byte order mark: without it spreadsheets take UTF-8 for something else
    private const string CsvHead = "\uFEFFid,at,actor id,actor,from,action,customer,connection,old value,new value,reason\r\n";

    private static async Task WriteAsync(
        AuditService audit, HttpContext context, AuditAddress address, string type, string ending, string head, Func<AuditEntry, string> line)
    {
        var stop = context.RequestAborted;
        var actor = PortalClaims.ToActor(context.User);
        await audit.RecordExportAsync(actor, $"{ending}{context.Request.QueryString}", stop);
        context.Response.ContentType = type;
        context.Response.Headers.ContentDisposition = $"attachment; filename=audit.{ending}";
        await context.Response.WriteAsync(head, stop);
        await foreach (var entry in audit.ReadAsync(address.ToQuery(), actor, stop))
        {
            await context.Response.WriteAsync(line(entry), stop);
        }
    }

    internal static string Csv(AuditEntry entry) => string.Join(',',
        new object?[]
        {
            entry.Id, entry.At.UtcDateTime.ToString("O"), entry.ActorId, entry.ActorName, entry.Origin, entry.Action,
            entry.CustomerId, entry.ConnectionId, entry.OldValue, entry.NewValue, entry.Reason,
        }.Select(value => Cell(value?.ToString() ?? ""))) + "\r\n";

    /// <summary>A value in quotes. What a spreadsheet would run as a formula gets an apostrophe in front, also behind blanks.</summary>
    internal static string Cell(string value)
    {
        var text = new StringBuilder(value).Replace("\"", "\"\"");
        if (value.TrimStart() is ['=' or '+' or '-' or '@' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20', ..] || value is ['\t' or '\r' or '\n', ..])
        {
            text.Insert(0, '\'');
        }

        return $"\"{text}\"";
    }
}

/// <summary>The filters of the audit page as they stand in its address.</summary>
/// <param name="Action">Only actions that start so.</param>
/// <param name="Who">Only actors whose name contains this.</param>
/// <param name="Connection">Only this connection.</param>
/// <param name="Customer">Only this customer.</param>
/// <param name="From">Only from this day on (UTC).</param>
/// <param name="To">Only until the end of this day (UTC).</param>
public sealed record AuditAddress(string? Action, string? Who, Guid? Connection, Guid? Customer, DateOnly? From, DateOnly? To)
{
    /// <summary>What to look for.</summary>
    public AuditQuery ToQuery() => new(Connection, Action) { Who = Who, CustomerId = Customer, From = From, To = To };
}
