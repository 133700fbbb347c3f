using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Sandbox.Identity;

/// <summary>What OpenIddict remembers: the client and the tokens. Lives in memory, as long as the process.</summary>
internal sealed class IdentityDbContext(DbContextOptions<IdentityDbContext> options) : DbContext(options);
