using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GiftedPortal.Features.Connections.Clock;

/// <summary>A moment of the approval clock that was reached. Each is recorded once in the run of a clock, whatever pauses or a changed policy do to the due times.</summary>
public sealed class ClockRecord
{
    /// <summary>Key, in order of writing.</summary>
    public long Id { get; init; }

    /// <summary>The connection.</summary>
    public required Guid ConnectionId { get; init; }

    /// <summary>UTC; the submit that started the clock, and so the run that this moment belongs to.</summary>
    public required DateTimeOffset ClockStartedAt { get; init; }

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
        builder.HasIndex(record => new { record.ConnectionId, record.ClockStartedAt, record.Moment }).IsUnique();
    }
}
