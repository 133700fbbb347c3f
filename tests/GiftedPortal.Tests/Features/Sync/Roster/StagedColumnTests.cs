using GiftedPortal.Features.Sync.Roster;
using GiftedPortal.Features.Sync.Roster.Staging;
using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Tests.Features.Sync.Roster;

public sealed class StagedColumnTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    [Fact]
    public async Task Every_column_of_the_roster_is_staged_or_the_same_for_a_whole_run()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(Stop);
        var columns = db.Model.FindEntityType(typeof(Employee))!.GetProperties().Select(property => property.Name);

        StagedColumn.OfEmployee.Select(column => column.Name).Should().BeEquivalentTo(columns.Except([nameof(Employee.ConnectionId), nameof(Employee.LastRunId)]));
    }
}
