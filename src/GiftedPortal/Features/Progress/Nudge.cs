using GiftedPortal.Features.Connections;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GiftedPortal.Features.Progress;

/// <summary>The last nudge of a set-up.</summary>
public sealed class Nudge
{
    /// <summary>The connection being set up.</summary>
    public required Guid ConnectionId { get; init; }

    /// <summary>UTC. Whatever was done since begins a new idle period. The concurrency token.</summary>
    public required DateTimeOffset At { get; set; }
}

internal sealed class NudgeConfiguration : IEntityTypeConfiguration<Nudge>
{
    public void Configure(EntityTypeBuilder<Nudge> builder)
    {
        builder.ToTable("Nudges");
        builder.HasKey(nudge => nudge.ConnectionId);
        builder.Property(nudge => nudge.At).IsConcurrencyToken();
        builder.HasOne<Connection>().WithMany().HasForeignKey(nudge => nudge.ConnectionId);
    }
}
