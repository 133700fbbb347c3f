using System.Globalization;
using GiftedPortal.Data;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Credentials;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Sync;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Secret = GiftedPortal.Providers.Secret;

namespace GiftedPortal.Benchmarks.Connections;

/// <summary>Customers who have been live for a while: each with a service user of its own and everybody in the roster.</summary>
internal static class LiveConnections
{
    public static async Task<IReadOnlyList<Guid>> CreateAsync(ServiceProvider portal, int count)
    {
        var (now, system) = (TimeProvider.System.GetUtcNow(), Actor.System("benchmark"));
        var protector = portal.GetRequiredService<CredentialProtector>();
        var ids = Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7()).ToList();
        // without the portal's letters
        await using (var bare = new ServiceCollection().AddPortalDatabase(portal.GetRequiredService<DatabaseOptions>()).BuildServiceProvider())
        {
            await using var db = await bare.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
            foreach (var (id, number) in ids.Select((id, number) => (id, number)))
            {
                var customer = new Customer { Id = Guid.CreateVersion7(), Name = string.Create(CultureInfo.InvariantCulture, $"Company {number:D4}"), CreatedAt = now };
                var connection = new Connection
                {
                    Id = id, CustomerId = customer.Id, Provider = "hibob", Environment = "Simulated", GuideVersion = 1, CreatedAt = now, CompanyName = customer.Name,
                    ServiceUserId = string.Create(CultureInfo.InvariantCulture, $"SERVICE-{number}"), CredentialsSavedAt = now, ProtectedToken = protector.Protect(id, new Secret("token")),
                };
                foreach (var operation in (ConnectionOperation[])[ConnectionOperation.Submit, ConnectionOperation.Claim, ConnectionOperation.Approve])
                    connection.Apply(operation, system, now);
                db.AddRange(customer, connection);
            }

            await db.SaveChangesAsync();
        }

        var sync = portal.GetRequiredService<SyncService>();
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (id, stop) =>
        {
            if (await sync.RunAsync(id, SyncTrigger.Scheduled, system, stop) is not { Status: SyncRunStatus.Succeeded })
                throw new InvalidOperationException("A first sync did not succeed.");
        });
        return ids;
    }
}
