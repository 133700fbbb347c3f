using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GiftedPortal.Features.Permissions.Budget;

/// <summary>
/// One taken place in a budget. Places are numbered from 0 to the budget's size, so that the primary key itself keeps any number of nodes from taking more:
/// two that want the same place cannot both have it.
/// </summary>
public sealed class FailedCall
{
    /// <summary>Whose budget: a service user's key, a connection's, or <see cref="Everybody"/>.</summary>
    public required string Scope { get; init; }

    /// <summary>Which place.</summary>
    public required int Slot { get; init; }

    /// <summary>Who holds it.</summary>
    public required Guid PlaceId { get; set; }

    /// <summary>UTC; when it is free again.</summary>
    public required DateTimeOffset Until { get; set; }

    /// <summary>The call was refused; else it is on its way.</summary>
    public bool Refused { get; set; }

    /// <summary>The scope of the outgoing address, which all service users share.</summary>
    public const string Everybody = "*";
}

internal sealed class FailedCallConfiguration : IEntityTypeConfiguration<FailedCall>
{
    public void Configure(EntityTypeBuilder<FailedCall> builder)
    {
        builder.ToTable("FailedCalls");
        builder.HasKey(call => new { call.Scope, call.Slot });
        builder.Property(call => call.Scope).HasMaxLength(64);
        builder.Property(call => call.PlaceId).IsConcurrencyToken(); // a place that ran out goes to one taker
        builder.HasIndex(call => call.PlaceId);
    }
}
