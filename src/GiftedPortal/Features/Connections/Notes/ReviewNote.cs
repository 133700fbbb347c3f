using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GiftedPortal.Features.Connections.Notes;

/// <summary>A note of staff about a connection. Notes are added and never changed.</summary>
public sealed class ReviewNote
{
    /// <summary>Key, in order of writing.</summary>
    public long Id { get; init; }

    /// <summary>The connection.</summary>
    public required Guid ConnectionId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Subject of the author.</summary>
    public required string AuthorId { get; init; }

    /// <summary>The author's name at that time.</summary>
    public required string AuthorName { get; init; }

    /// <summary>The customer reads it; else it stays among staff.</summary>
    public required bool ForCustomer { get; init; }

    /// <summary>What was written.</summary>
    public required string Text { get; init; }
}

internal sealed class ReviewNoteConfiguration : IEntityTypeConfiguration<ReviewNote>
{
    public void Configure(EntityTypeBuilder<ReviewNote> builder)
    {
        builder.ToTable("ReviewNotes");
        builder.Property(note => note.AuthorId).HasMaxLength(200);
        builder.Property(note => note.AuthorName).HasMaxLength(300);
        builder.Property(note => note.Text).HasMaxLength(ReviewNotes.Longest);
        builder.HasOne<Connection>().WithMany().HasForeignKey(note => note.ConnectionId);
    }
}
