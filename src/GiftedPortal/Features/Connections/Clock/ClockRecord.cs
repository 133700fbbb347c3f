using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GiftedPortal.Features.Connections.Clock;

/// <summary>A moment of the approval clock that was reached. The moment at a due time is recorded once.</summary>
public sealed class ClockRecord
{
    /// <summary>Key, in order of writing.</summary>
    public long Id { get; init; }

    /// <summary>The connection.</summary>
    public required Guid ConnectionId { get; init; }

    /// <summary>The moment.</summary>
    public required ClockMoment Moment { get; init; }

    /// <summary>UTC; when it was due.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>UTC; when it was recorded: later after a downtime.</summary>
    public required DateTimeOffset ReachedAt { get; init; }
}

internal sealed class ClockRecordConfiguration : IEntityTypeConfiguration<ClockRecord>
{
    public void Configure(EntityTypeBuilder<ClockRecord> builder)
    {
        builder.ToTable("ClockRecords");
        builder.HasOne<Connection>().WithMany().HasForeignKey(record => record.ConnectionId);
        builder.HasIndex(record => new { record.ConnectionId, record.Moment, record.DueAt }).IsUnique();
    }
}
