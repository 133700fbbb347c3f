using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Data;

/// <summary>The portal's database on PostgreSQL.</summary>
public sealed class PostgresPortalDbContext(DbContextOptions<PostgresPortalDbContext> options) : PortalDbContext(options);
