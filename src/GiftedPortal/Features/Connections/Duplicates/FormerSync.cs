using GiftedPortal.Features.Customers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GiftedPortal.Features.Connections.Duplicates;

/// <summary>A company that synced with Gifted under the old method, as staff brought it in.</summary>
public sealed class FormerSync
{
    /// <summary>The name's <see cref="CompanyKey"/>; each company once.</summary>
    public required string Key { get; init; }

    /// <summary>The name as it was brought in.</summary>
    public required string Name { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset AddedAt { get; init; }
}

internal sealed class FormerSyncConfiguration : IEntityTypeConfiguration<FormerSync>
{
    public void Configure(EntityTypeBuilder<FormerSync> builder)
    {
        builder.ToTable("FormerSyncs");
        builder.HasKey(one => one.Key);
        // folding may lengthen a name
        builder.Property(one => one.Key).HasMaxLength(CustomerService.LongestName * 4);
        builder.Property(one => one.Name).HasMaxLength(CustomerService.LongestName);
    }
}
