using GiftedPortal.Features.Approval;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Erasure;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Setup;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using static GiftedPortal.Features.Connections.ConnectionOperation;
using static GiftedPortal.Features.Connections.ConnectionStatus;

namespace GiftedPortal.Tests.Features.Connections;

/// <summary>Every operation in every status by every role, through the service that offers it: the right people only, and only where the table allows it.</summary>
public abstract class LifeThroughServicesTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : class, ITestDatabase
{
    private static readonly Dictionary<string, Func<Actor, Actor>> Roles = new()
    {
        ["stranger"] = _ => TestPortal.Stranger,
        ["viewer"] = member => member with { Id = "viewer", Kind = ActorKind.Viewer },
        ["auditor"] = _ => TestPortal.Staff("Adam", StaffRoles.Auditor),
        ["operator"] = _ => TestPortal.Staff("Olga", StaffRoles.Operator),
        ["reviewer"] = _ => TestPortal.Staff("Rita", StaffRoles.Reviewer),
        ["admin"] = _ => TestPortal.Staff("Ada", StaffRoles.Admin),
        ["system"] = _ => Actor.System("sync"),
        ["member"] = member => member,
    };

    private readonly TestPortal _portal = new(database.Contexts);

    [Theory]
    [MemberData(nameof(ConnectionLifeTests.Everything), MemberType = typeof(ConnectionLifeTests))]
    public async Task Only_the_right_role_gets_only_where_the_table_says(ConnectionStatus from, ConnectionOperation operation)
    {
        _portal.Provider.Outcome = new PermissionOutcome.Judged(operation is FirstApproval ? Verdict.Missing : Verdict.Granted);
        var (member, id) = await _portal.SubmittedAsync();

        var other = await _portal.MemberAsync();
        foreach (var (name, actor) in Roles.Select(one => (one.Key, one.Value(member))).Prepend(("other member", other)))
        {
            await PutAsync(id, from, operation is Release ? actor : null);
            var (events, recorded) = (await EventsAsync(id), await RecordedAsync(id));

            var refusal = await CarryOutAsync(id, operation, actor);

            var reached = Allowed(operation).Contains(name) ? Reached(from, operation) : null;
            (refusal is null, await _portal.StatusAsync(id), await EventsAsync(id) > events).Should().Be((reached is not null, reached ?? from, reached is not null), "{0} as {1}", operation, name);
            // an audit row for each event, and none of what was refused
            (await RecordedAsync(id) - recorded).Should().Be(await EventsAsync(id) - events, "{0} as {1}", operation, name);
        }
    }

    private static string[] Allowed(ConnectionOperation operation) => operation switch
    {
        Submit or Disconnect => ["member"],
        Claim or Release or FirstApproval or Approve or RequestChanges or Reject => ["reviewer", "admin"],
        StartFirstSync or GoLive or RaiseAttention => ["system"],
        Pause or Resume => ["member", "operator", "admin", "system"],
    };

    // who decides takes it by the same act, and nobody gives back what they do not have
    private static ConnectionStatus? Reached(ConnectionStatus from, ConnectionOperation operation) =>
        (from, operation) is (Submitted, FirstApproval or Approve or RequestChanges or Reject) ? ConnectionLife.Next(InReview, operation)
        : from is InReview && operation is Claim ? InReview
        : ConnectionLife.Next(from, operation);

    private async Task<ConnectionRefusal?> CarryOutAsync(Guid id, ConnectionOperation operation, Actor actor) => operation switch
    {
        Submit => await _portal.Get<SetupService>().SubmitAsync(actor, Stop),
        Claim => await _portal.Get<ApprovalService>().ClaimAsync(id, actor, Stop),
        Release => await _portal.Get<ApprovalService>().ReleaseAsync(id, actor, Stop),
        FirstApproval or Approve => await _portal.Get<ApprovalService>().ApproveAsync(id, actor, Stop),
        RequestChanges => await _portal.Get<ApprovalService>().RequestChangesAsync(id, "why", actor, Stop),
        Reject => await _portal.Get<ApprovalService>().RejectAsync(id, "why", actor, Stop),
        Disconnect => await _portal.Get<ErasureService>().DisconnectAsync(id, await CompanyAsync(id), actor, Stop),
        _ => await _portal.Get<ConnectionService>().OperateAsync(id, operation, actor, null, Stop),
    };

    // as if each role came upon it anew: what nobody has, or, to give it back, what they have; the lease has tests of its own
    private async Task PutAsync(Guid id, ConnectionStatus status, Actor? reviewer)
    {
        await using var db = await _portal.Contexts.CreateDbContextAsync(Stop);
        await db.Set<ConnectionEvent>().Where(one => one.ConnectionId == id && one.Operation != Submit).ExecuteDeleteAsync(Stop);
        await db.Set<GiftedPortal.Features.Connections.Erasure.Erasure>().Where(one => one.ConnectionId == id).ExecuteDeleteAsync(Stop);
        var reviewerId = reviewer?.Id;
        await db.Set<Connection>().Where(one => one.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(one => one.Status, status).SetProperty(one => one.ReviewerId, reviewerId)
                .SetProperty(one => one.ReviewerUntil, (DateTimeOffset?)null), Stop);
        if (status is ChangesRequested)
        {
            db.Add(new ConnectionEvent
            {
                ConnectionId = id, At = _portal.Time.GetUtcNow(), Operation = RequestChanges, From = InReview, To = ChangesRequested, ActorId = "r", ActorName = "r", Reason = "why",
            });
            await db.SaveChangesAsync(Stop);
        }
    }

    private async Task<int> EventsAsync(Guid id)
    {
        await using var db = await _portal.Contexts.CreateDbContextAsync(Stop);
        return await db.Set<ConnectionEvent>().CountAsync(one => one.ConnectionId == id, Stop);
    }

    private async Task<int> RecordedAsync(Guid id) =>
        (await _portal.AuditOfAsync(id)).Count(entry => Enum.GetValues<ConnectionStatus>().Any(status => entry.NewValue == status.ToString()));

    private async Task<string> CompanyAsync(Guid id)
    {
        await using var db = await _portal.Contexts.CreateDbContextAsync(Stop);
        return await (from one in db.Set<Connection>() join customer in db.Set<Customer>() on one.CustomerId equals customer.Id where one.Id == id select one.CompanyName ?? customer.Name).SingleAsync(Stop);
    }
}

public sealed class LifeThroughServicesOnSqliteTests(SqliteDatabase database) : LifeThroughServicesTests<SqliteDatabase>(database);
