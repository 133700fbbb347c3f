using GiftedPortal.Sandbox.HiBob.People;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary>One page of a table. Its size is counted in rows, so that a person's rows can go on over the page's end.</summary>
/// <param name="Entries">Whose rows are on the page.</param>
/// <param name="Next">Where the next page starts, or null after the last one.</param>
/// <param name="Refused">People who were asked for by id and may not be seen.</param>
internal sealed record BulkPage(List<BulkEntry> Entries, BulkCursor? Next, List<string> Refused)
{
    public static BulkPage Read(Caller caller, PeopleTable table, List<string> ids, BulkCursor start, int limit)
    {
        var (tenant, access) = caller;
        var page = new BulkPage([], null, []);
        var left = limit;
        var count = ids.Count > 0 ? ids.Count : tenant.People.Count;
        for (var position = start.Position; position < count; position++)
        {
            var employee = ids.Count > 0 ? tenant.People.FindById(ids[position]) : tenant.People.At(position);
            if (employee is null || access.Of(employee) is not { } fields || table.Read(tenant, employee, fields) is not { } visible)
            {
                if (ids.Count > 0)
                    page.Refused.Add(ids[position]);
                continue;
            }

            var first = position == start.Position ? start.Row : 0;
            if (left == 0)
                return page with { Next = new(position, first) };

            var rows = visible.Rows.Skip(first).Take(left).ToList();
            left -= rows.Count;
            if (rows.Count > 0)
                page.Entries.Add(new(employee.Id, visible, rows));
            if (first + rows.Count < visible.Rows.Count)
                return page with { Next = new(position, first + rows.Count) };
        }

        return page;
    }
}

/// <summary>The rows of one person that stand on a page.</summary>
internal sealed record BulkEntry(string EmployeeId, VisibleRows Visible, List<TableRow> Rows);
