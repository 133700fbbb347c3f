using GiftedPortal.Data;
using GiftedPortal.Features.Connections.Erasure;
using GiftedPortal.Features.Sync.Roster;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Sync.Erasing;

/// <summary>Erases the roster. A run that still reads cannot write it again: its last transaction asks for a connection that syncs.</summary>
internal sealed class EmployeeEraser : IEraser
{
    public string Kind => "employees";

    public async Task<int?> EraseAsync(PortalDbContext db, Guid connectionId, int atMost, CancellationToken cancellationToken)
    {
        var people = await db.Set<Employee>()
            .Where(employee => employee.ConnectionId == connectionId)
            .OrderBy(employee => employee.PersonId).Select(employee => employee.PersonId).Take(atMost).ToListAsync(cancellationToken);
        return await db.Set<Employee>().Where(employee => employee.ConnectionId == connectionId && people.Contains(employee.PersonId)).ExecuteDeleteAsync(cancellationToken);
    }
}
