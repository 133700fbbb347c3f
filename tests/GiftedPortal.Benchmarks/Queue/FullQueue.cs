using GiftedPortal.Data;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Clock;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Providers;
using GiftedPortal.Providers.HiBob;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Benchmarks.Queue;

/// <summary>Fills a database with what a queue of ten thousand open connections looks like, and as many that were decided long ago.</summary>
internal static class FullQueue
{
    public const int Open = 10_000;

    public const int Decided = 10_000;

    public static readonly Actor Rita = new("staff-rita", "Rita", "rita@gifted.example", ActorKind.Staff, null, StaffRoles.Reviewer);

    private const int Batch = 1000;

    private static readonly string[] Statuses = ["Employed", "Hired", "Terminated"];

    private static readonly string[] Keys = HiBobPermissions.All.Select(permission => permission.Key).ToArray();

    public static async Task FillAsync(IDbContextFactory<PortalDbContext> contexts, DateTimeOffset now)
    {
        for (var first = 0; first < Open + Decided; first += Batch)
        {
            await using var db = await contexts.CreateDbContextAsync();
            for (var number = first; number < first + Batch; number++)
            {
                Add(db, number, now);
            }

            await db.SaveChangesAsync();
        }
    }

    private static void Add(PortalDbContext db, int number, DateTimeOffset now)
    {
        // in no order, as customers come
        var submitted = now - TimeSpan.FromSeconds(number * 7919L % (60 * 3600));
        var customer = new Customer { Id = Guid.CreateVersion7(submitted), Name = $"Company {number:D5} {(number % 3 == 0 ? "Ltd" : "GmbH")}", CreatedAt = submitted.AddDays(-1) };
        var member = new Actor($"member-{number}", "Mia Member", $"mia{number}@company.example", ActorKind.Member, customer.Id, StaffRoles.None);
        var connection = new Connection
        {
            Id = Guid.CreateVersion7(submitted), CustomerId = customer.Id, Provider = "hibob", Environment = "Simulated", GuideVersion = 1, CreatedAt = submitted.AddHours(-2),
            CompanyName = customer.Name, Employees = 3, GroupMembers = 1, ServiceUserId = $"SERVICE-{number}", ProtectedToken = "none", AccountId = $"account-{number}",
        };
        connection.Apply(ConnectionOperation.Submit, member, submitted);
        if (number >= Open)
        {
            connection.Apply(ConnectionOperation.Claim, Rita, submitted.AddMinutes(5));
            connection.Apply(ConnectionOperation.Approve, Rita, submitted.AddMinutes(9));
        }
        else if (number % 10 is 3 or 4)
        {
            connection.Apply(ConnectionOperation.Claim, number % 20 == 3 ? Rita : Rita with { Id = "staff-sam", Name = "Sam" }, submitted.AddMinutes(5));
            connection.ReviewerUntil = submitted.AddMinutes(35);
        }
        else if (number % 10 == 5)
        {
            connection.Apply(ConnectionOperation.Claim, Rita, submitted.AddMinutes(5));
            connection.Apply(ConnectionOperation.RequestChanges, Rita, submitted.AddMinutes(9), "Please tick Home.");
        }

        connection.DueAt = ApprovalClock.Read(connection.Events, ApprovalPolicy.Default) is { State: ClockState.Running } clock ? clock.DeadlineAt : null;
        db.AddRange(customer, connection, CheckOf(connection.Id, submitted.AddMinutes(-40)), CheckOf(connection.Id, submitted.AddMinutes(-1)));
    }

    private static PermissionCheck CheckOf(Guid connection, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(at), ConnectionId = connection, At = at, SeenAgainAt = at, GuideVersion = 1, StartedBy = "Mia Member", AudienceKnown = true, People = 3,
        Dialect = PermissionDialect.Category, Calls = 5, Duration = TimeSpan.FromSeconds(1),
        Result = new StoredFindings(
            [.. Keys.Select(key => new StoredFinding(key, "Granted", null, "Work", new Evidence("POST /people/search", 200, ["work.startDate", "work.department", "work.manager"], [], 3)))],
            Statuses.ToDictionary(status => status, _ => 1)),
    };
}
