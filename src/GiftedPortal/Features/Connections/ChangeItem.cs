using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GiftedPortal.Features.Connections;

/// <summary>One thing that a reviewer asks the customer to change, at the step that it belongs to. The step is open again; the others stay finished.</summary>
public sealed class ChangeItem
{
    /// <summary>Longest sentence, in characters.</summary>
    public const int Longest = 500;

    /// <summary>Key, in order of writing.</summary>
    public long Id { get; init; }

    /// <summary>The connection.</summary>
    public required Guid ConnectionId { get; init; }

    /// <summary>UTC; the request for changes that it belongs to.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>The step to do again.</summary>
    public required string Slug { get; init; }

    /// <summary>Key of the permission that it is about; null: the step as a whole.</summary>
    public string? Permission { get; init; }

    /// <summary>What has to change, as the reviewer wrote it.</summary>
    public required string Text { get; init; }
}

internal sealed class ChangeItemConfiguration : IEntityTypeConfiguration<ChangeItem>
{
    public void Configure(EntityTypeBuilder<ChangeItem> builder)
    {
        builder.ToTable("ChangeItems");
        builder.Property(item => item.Slug).HasMaxLength(80);
        builder.Property(item => item.Permission).HasMaxLength(80);
        builder.Property(item => item.Text).HasMaxLength(ChangeItem.Longest);
        builder.HasOne<Connection>().WithMany().HasForeignKey(item => item.ConnectionId);
    }
}
