using GiftedPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Tests.Testing;

/// <summary>A fresh database with the portal's schema, on one of the two servers. The service tests run once on each.</summary>
public interface ITestDatabase : IAsyncLifetime
{
    /// <summary>Where it is, for services of a test's own over it.</summary>
    DatabaseOptions Options { get; }

    IDbContextFactory<PortalDbContext> Contexts { get; }
}
