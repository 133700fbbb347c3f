using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GiftedPortal.Features.Customers.Viewing;

/// <summary>A person at Gifted looked, or looks, at a customer's pages. Moments are UTC.</summary>
public sealed class ViewRecord
{
    /// <summary>Key.</summary>
    public required Guid Id { get; init; }

    /// <summary>The customer.</summary>
    public required Guid CustomerId { get; init; }

    /// <summary>Subject of the person.</summary>
    public required string ActorId { get; init; }

    /// <summary>Name of the person.</summary>
    public required string ActorName { get; init; }

    /// <summary>The moment at which it ends by itself.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>The end; null while it lasts. The concurrency token, so that it ends once.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}

internal sealed class ViewRecordConfiguration : IEntityTypeConfiguration<ViewRecord>
{
    public void Configure(EntityTypeBuilder<ViewRecord> builder)
    {
        builder.ToTable("CustomerViews");
        builder.Property(view => view.ActorId).HasMaxLength(200);
        builder.Property(view => view.ActorName).HasMaxLength(300);
        builder.Property(view => view.EndedAt).IsConcurrencyToken();
        builder.HasIndex(view => view.EndedAt);
        builder.HasOne<Customer>().WithMany().HasForeignKey(view => view.CustomerId);
    }
}
