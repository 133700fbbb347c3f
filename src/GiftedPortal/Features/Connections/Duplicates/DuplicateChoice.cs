using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GiftedPortal.Features.Connections.Duplicates;

/// <summary>What a customer chose where a set-up looks like another connection.</summary>
public enum DuplicateResolution
{
    /// <summary>The set-up goes on with the customer's earlier connection.</summary>
    Resume,

    /// <summary>The set-up takes the place of the customer's earlier connection, which stays closed.</summary>
    Replace,

    /// <summary>Gifted has to look at it.</summary>
    AskStaff,
}

/// <summary>A customer's choice; a reviewer sees it.</summary>
public sealed class DuplicateChoice
{
    /// <summary>The connection being set up.</summary>
    public required Guid ConnectionId { get; init; }

    /// <summary>What was chosen.</summary>
    public required DuplicateResolution Resolution { get; set; }

    /// <summary>The customer's own earlier connection; null when Gifted is asked.</summary>
    public Guid? EarlierId { get; set; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>Name of who chose.</summary>
    public required string By { get; set; }
}

internal sealed class DuplicateChoiceConfiguration : IEntityTypeConfiguration<DuplicateChoice>
{
    public void Configure(EntityTypeBuilder<DuplicateChoice> builder)
    {
        builder.ToTable("DuplicateChoices");
        builder.HasKey(choice => choice.ConnectionId);
        builder.Property(choice => choice.By).HasMaxLength(300);
        builder.HasOne<Connection>().WithOne().HasForeignKey<DuplicateChoice>(choice => choice.ConnectionId);
    }
}
