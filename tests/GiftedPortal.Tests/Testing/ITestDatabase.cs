using GiftedPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Tests.Testing;

/// <summary>A fresh database with the portal's schema, on one of the two servers. The service tests run once on each.</summary>
public interface ITestDatabase : IAsyncLifetime
{
    IDbContextFactory<PortalDbContext> Contexts { get; }
}
