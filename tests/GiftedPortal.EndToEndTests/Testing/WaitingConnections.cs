using GiftedPortal.Data;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Clock;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GiftedPortal.EndToEndTests.Testing;

/// <summary>Connections that wait for a decision, written into a running portal's SQLite file as a set-up leaves them; nobody needs to click through one.</summary>
internal static class WaitingConnections
{
    /// <summary>Writes one down; those that were submitted earlier stand further up in the queue.</summary>
    public static async Task<Guid> AddWaitingAsync(this PortalProcess portal, string company, TimeSpan ago)
    {
        var submitted = TimeProvider.System.GetUtcNow() - ago;
        var customer = new Customer { Id = Guid.CreateVersion7(submitted), Name = company, CreatedAt = submitted.AddDays(-1) };
        var connection = new Connection
        {
            Id = Guid.CreateVersion7(submitted), CustomerId = customer.Id, Provider = "hibob", Environment = "Simulated", GuideVersion = 1, CreatedAt = submitted.AddHours(-2),
            CompanyName = company, Employees = 3, GroupMembers = 1, ServiceUserId = $"SERVICE-{company}", ProtectedToken = "none", AccountId = company,
        };
        connection.Apply(ConnectionOperation.Submit, new Actor($"member-{company}", "Mia Member", "mia@company.example", ActorKind.Member, customer.Id, StaffRoles.None), submitted);
        connection.DueAt = ApprovalClock.Read(connection.Events, ApprovalPolicy.Default).DeadlineAt;
        var check = new PermissionCheck
        {
            Id = Guid.CreateVersion7(submitted), ConnectionId = connection.Id, At = submitted, SeenAgainAt = submitted, GuideVersion = 1, StartedBy = "Mia Member", AudienceKnown = true, People = 3,
            Dialect = PermissionDialect.Category, Calls = 5, Duration = TimeSpan.FromSeconds(1), Result = new StoredFindings([], new Dictionary<string, int> { ["Employed"] = 3 }),
        };
        await ChangeAsync(portal, db => db.AddRange(customer, connection, check));
        return connection.Id;
    }

    /// <summary>Ends the lease of whoever has a connection in review, as if its time had passed.</summary>
    public static async Task EndLeaseAsync(this PortalProcess portal, Guid connection)
    {
        await using var services = Services(portal);
        await using var db = await Contexts(services).CreateDbContextAsync();
        (await db.Set<Connection>().Where(one => one.Id == connection && one.ReviewerUntil != null)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.ReviewerUntil, one => one.StatusSince))).Should().Be(1);
    }

    private static async Task ChangeAsync(PortalProcess portal, Action<PortalDbContext> change)
    {
        await using var services = Services(portal);
        await using var db = await Contexts(services).CreateDbContextAsync();
        change(db);
        await db.SaveChangesAsync();
    }

    // not pooled: the file goes away with the portal
    private static ServiceProvider Services(PortalProcess portal) => new ServiceCollection()
        .AddPortalDatabase(new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(portal.DataFolder, "portal.db")};Pooling=False"))
        .BuildServiceProvider();

    private static IDbContextFactory<PortalDbContext> Contexts(ServiceProvider services) => services.GetRequiredService<IDbContextFactory<PortalDbContext>>();
}
