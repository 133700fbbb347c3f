using System.Globalization;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Duplicates;
using GiftedPortal.Features.Identity;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Setup;

/// <summary>Going on with an earlier connection.</summary>
public sealed partial class SetupService
{
    /// <summary>
    /// Takes over what is left of the customer's earlier connection, once they have chosen to go on with it: the company's name, and how many people it
    /// employs where that was not answered anew. Everything else was erased when it ended, and permissions are confirmed anew.
    /// </summary>
    /// <returns>Null when taken over, else why not.</returns>
    public async Task<ConnectionRefusal?> TakeOverAsync(Actor actor, CancellationToken cancellationToken, Guid? seat = null)
    {
        var (connection, refusal) = await InSetupAsync(actor, cancellationToken);
        if (connection is null)
        {
            return refusal;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var earlier = await (
            from choice in db.Set<DuplicateChoice>()
            join one in db.Set<Connection>() on choice.EarlierId equals one.Id
            where choice.ConnectionId == connection.Id && choice.Resolution == DuplicateResolution.Resume && one.CustomerId == connection.CustomerId
            select new { one.CompanyName, one.Employees }).FirstOrDefaultAsync(cancellationToken);
        if (earlier is null)
        {
            return new ConnectionRefusal.NotFound();
        }

        if (earlier.Employees is { } people && !await db.Set<SetupAnswer>().AnyAsync(one => one.ConnectionId == connection.Id && one.Key == SetupAnswers.Employees, cancellationToken))
        {
            await AnswerAsync(SetupAnswers.Employees, people.ToString(CultureInfo.InvariantCulture), actor, cancellationToken, seat);
        }

        return earlier.CompanyName is { } name ? await AnswerAsync(SetupAnswers.CompanyName, name, actor, cancellationToken, seat) : null;
    }
}
