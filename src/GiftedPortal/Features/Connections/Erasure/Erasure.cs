using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GiftedPortal.Features.Connections.Erasure;

/// <summary>The erasure of what a connection had brought in, from the moment it ended until its certificate. It holds no personal data but who asked for it.</summary>
public sealed class Erasure
{
    /// <summary>Key.</summary>
    public required Guid Id { get; init; }

    /// <summary>The connection that ended.</summary>
    public required Guid ConnectionId { get; init; }

    /// <summary>The connection's customer.</summary>
    public required Guid CustomerId { get; init; }

    /// <summary>The company's name at that time.</summary>
    public required string Company { get; init; }

    /// <summary>Key of the provider.</summary>
    public required string Provider { get; init; }

    /// <summary>Name of the provider's environment.</summary>
    public required string Environment { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Name of who asked for it.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>UTC; null while rows are still being erased.</summary>
    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>Number of the certificate; null until completed.</summary>
    public string? Number { get; set; }

    /// <summary>The certificate's text, see <see cref="CertificateText"/>; null until completed.</summary>
    public string? Text { get; set; }

    /// <summary>How many rows of each kind are erased so far.</summary>
    public List<ErasedCount> Counts { get; } = [];
}

/// <summary>How many rows of a kind an erasure has erased: counted in the transaction that erased them, so that a crash counts nothing twice.</summary>
public sealed class ErasedCount
{
    /// <summary>The erasure.</summary>
    public required Guid ErasureId { get; init; }

    /// <summary>See <see cref="IEraser.Kind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Rows.</summary>
    public int Rows { get; set; }
}

internal sealed class ErasureConfiguration : IEntityTypeConfiguration<Erasure>
{
    public void Configure(EntityTypeBuilder<Erasure> builder)
    {
        builder.ToTable("Erasures");
        builder.Property(erasure => erasure.Company).HasMaxLength(CompanyName.Longest);
        builder.Property(erasure => erasure.Provider).HasMaxLength(40);
        builder.Property(erasure => erasure.Environment).HasMaxLength(100);
        builder.Property(erasure => erasure.RequestedBy).HasMaxLength(300);
        builder.Property(erasure => erasure.Number).HasMaxLength(40);
        builder.HasOne<Connection>().WithOne().HasForeignKey<Erasure>(erasure => erasure.ConnectionId);
        builder.HasMany(erasure => erasure.Counts).WithOne().HasForeignKey(count => count.ErasureId);
        builder.HasIndex(erasure => erasure.Number).IsUnique();
        builder.HasIndex(erasure => erasure.CustomerId);
        // two nodes that finish at once issue one certificate
        builder.Property(erasure => erasure.CompletedAt).IsConcurrencyToken();
    }
}

internal sealed class ErasedCountConfiguration : IEntityTypeConfiguration<ErasedCount>
{
    public void Configure(EntityTypeBuilder<ErasedCount> builder)
    {
        builder.ToTable("ErasedCounts");
        builder.HasKey(count => new { count.ErasureId, count.Kind });
        builder.Property(count => count.Kind).HasMaxLength(60);
    }
}
