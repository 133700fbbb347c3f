using GiftedPortal.Features.Connections;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GiftedPortal.Features.Sync.Health;

/// <summary>A connection was in this state from one change to another. Moments are UTC.</summary>
public sealed class HealthRecord
{
    /// <summary>Key, in order of writing.</summary>
    public long Id { get; init; }

    /// <summary>The connection.</summary>
    public required Guid ConnectionId { get; init; }

    /// <summary>The connection's customer.</summary>
    public required Guid CustomerId { get; init; }

    /// <summary>The state.</summary>
    public required HealthState State { get; init; }

    /// <summary>Who has the next move.</summary>
    public required Owner Owner { get; init; }

    /// <summary>The code of what it followed from: a run's outcome or a reason of attention; null: the connection's status alone.</summary>
    public string? Because { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it ended; null while it lasts.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
}

internal sealed class HealthRecordConfiguration : IEntityTypeConfiguration<HealthRecord>
{
    public void Configure(EntityTypeBuilder<HealthRecord> builder)
    {
        builder.ToTable("ConnectionHealth");
        builder.HasOne<Connection>().WithMany().HasForeignKey(record => record.ConnectionId);
        builder.HasIndex(record => new { record.ConnectionId, record.OpenedAt });
        // what lasts is few, whatever has been
        builder.HasIndex(record => record.ConnectionId).HasFilter("\"ClosedAt\" IS NULL").HasDatabaseName("IX_ConnectionHealth_Open");
    }
}
