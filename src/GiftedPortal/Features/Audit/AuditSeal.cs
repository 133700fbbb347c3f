using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GiftedPortal.Features.Audit;

/// <summary>One link of the chain: what an entry said when it was sealed, bound to all links before it. Written once.</summary>
public sealed class AuditSeal
{
    /// <summary>1, 2, 3 … without a gap. The key: of two nodes that seal at once the second is refused by the database.</summary>
    public required long Position { get; init; }

    /// <summary>The entry.</summary>
    public required long EntryId { get; init; }

    /// <summary>SHA-256 of the entry and of the hash before, in lower-case hex digits.</summary>
    public required string Hash { get; init; }
}

internal sealed class AuditSealConfiguration : IEntityTypeConfiguration<AuditSeal>
{
    public void Configure(EntityTypeBuilder<AuditSeal> builder)
    {
        builder.ToTable("AuditSeals");
        builder.HasKey(seal => seal.Position);
        builder.Property(seal => seal.Position).ValueGeneratedNever();
        builder.Property(seal => seal.Hash).HasMaxLength(64);
        builder.HasIndex(seal => seal.EntryId).IsUnique();
        // no foreign key: an entry that somebody removed is to be missed, not to be impossible
    }
}
