using GiftedPortal.Data;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Hosting;

/// <summary>Two customers to try the portal with, in an empty database in Development.</summary>
internal static class DemonstrationData
{
    public static async Task AddAsync(WebApplication app, CancellationToken cancellationToken)
    {
        if (!app.Environment.IsDevelopment())
        {
            return;
        }

        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(cancellationToken);
        if (await db.Set<Customer>().AnyAsync(cancellationToken))
        {
            return;
        }

        Add("Acme", syncedBefore: false, "dana@acme.example", "omer@acme.example");
        Add("Globex", syncedBefore: true, "lee@globex.example");
        await db.SaveChangesAsync(cancellationToken);

        void Add(string name, bool syncedBefore, params string[] members)
        {
            var customer = new Customer { Id = Guid.CreateVersion7(now), Name = name, SyncedBefore = syncedBefore, CreatedAt = now };
            customer.Members.AddRange(members.Select(email => new Member { Id = Guid.CreateVersion7(now), CustomerId = customer.Id, Email = email }));
            db.Add(customer);
            db.Add(AuditEntry.Of(Actor.System("Demonstration"), now, "customer.added", customer.Id, newValue: name));
        }
    }
}
