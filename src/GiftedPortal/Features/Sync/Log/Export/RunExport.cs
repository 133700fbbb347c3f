using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Identity;
using GiftedPortal.Ui;

namespace GiftedPortal.Features.Sync.Log.Export;

/// <summary>The sync log as a file, written while it is read and with the page's filters: CSV for a spreadsheet, JSON lines for a program. Ids of people and names of fields, never a value.</summary>
public static class RunExport
{
    private const int PageSize = 500;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Maps <c>/staff/runs/export.csv</c> and <c>/staff/runs/{id}/export.csv</c>, and the same as <c>.jsonl</c>. That a file was taken is recorded.</summary>
    public static void MapRunExport(this IEndpointRouteBuilder endpoints)
    {
        foreach (var ending in (string[])["csv", "jsonl"])
        {
            endpoints.MapGet(PortalUrls.RunsExport(ending), (SyncLogService log, HttpContext context, [AsParameters] RunsAddress address) =>
                WriteAsync(log, context, "runs", ending, RunLine.Head, RunsAsync(log, address.ToQuery(), context), RunLine.Cells)).RequireAuthorization(Policies.ReadRuns);
            endpoints.MapGet(PortalUrls.RunExport("{id:guid}", ending), async (Guid id, SyncLogService log, HttpContext context, [AsParameters] EntriesAddress address) =>
            {
                if (await log.FindRunAsync(id, PortalClaims.ToActor(context.User), context.RequestAborted) is null)
                {
                    context.Response.StatusCode = StatusCodes.Status404NotFound;
                    return;
                }

                await WriteAsync(log, context, $"run-{id}", ending, EntryLine.Head, EntriesAsync(log, id, address.ToQuery(), context), EntryLine.Cells);
            }).RequireAuthorization(Policies.ReadRuns);
        }
    }

    private static async Task WriteAsync<TLine>(
        SyncLogService log, HttpContext context, string name, string ending, string head, IAsyncEnumerable<TLine> lines, Func<TLine, object?[]> cells)
    {
        var stop = context.RequestAborted;
        await log.RecordExportAsync(PortalClaims.ToActor(context.User), $"{name}.{ending}{context.Request.QueryString}", stop);
        var csv = ending == "csv";
        context.Response.ContentType = csv ? "text/csv; charset=utf-8" : "application/jsonl";
        context.Response.Headers.ContentDisposition = $"attachment; filename={name}.{ending}";
        // the byte order mark: without it spreadsheets take UTF-8 for something else
        await context.Response.WriteAsync(csv ? $"\uFEFF{head}\r\n" : "", stop);
        await foreach (var line in lines.WithCancellation(stop))
        {
            await context.Response.WriteAsync(csv ? $"{string.Join(',', cells(line).Select(Cell))}\r\n" : $"{JsonSerializer.Serialize(line, Json)}\n", stop);
        }
    }

    private static string Cell(object? value) => AuditExport.Cell(value switch
    {
        null => "",
        DateTimeOffset at => at.UtcDateTime.ToString("O"),
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    });

    // page by page, as the screen does: no reader stays open while a slow browser takes its time
    private static async IAsyncEnumerable<RunLine> RunsAsync(SyncLogService log, RunQuery query, HttpContext context, [EnumeratorCancellation] CancellationToken stop = default)
    {
        var actor = PortalClaims.ToActor(context.User);
        for (var page = query with { Take = PageSize }; ;)
        {
            var rows = await log.ListRunsAsync(page, actor, stop);
            foreach (var row in rows)
            {
                yield return RunLine.Of(row);
            }

            if (rows.Count < PageSize) yield break;
            page = page with { Before = rows[^1].Run.Id };
        }
    }

    private static async IAsyncEnumerable<EntryLine> EntriesAsync(SyncLogService log, Guid run, EntryQuery query, HttpContext context, [EnumeratorCancellation] CancellationToken stop = default)
    {
        var actor = PortalClaims.ToActor(context.User);
        for (var page = query with { Take = PageSize }; ;)
        {
            var entries = await log.EntriesAsync(run, page, actor, stop);
            foreach (var entry in entries)
            {
                yield return EntryLine.Of(entry);
            }

            if (entries.Count < PageSize) yield break;
            page = page with { After = entries[^1].Id };
        }
    }
}
