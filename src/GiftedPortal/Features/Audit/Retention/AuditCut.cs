using System.Globalization;
using GiftedPortal.Features.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GiftedPortal.Features.Audit.Retention;

/// <summary>
/// Where the beginning of the audit trail was cut off at the end of its retention, and the hash with which the chain goes on. Written once, together with an
/// entry of the trail that says the same: a cut that no sealed entry tells of is a forged one.
/// </summary>
public sealed class AuditCut
{
    /// <summary>What such an entry says was done.</summary>
    public const string Action = "audit.cut";

    /// <summary>The last position that was cut off.</summary>
    public required long Position { get; init; }

    /// <summary>The hash of its seal.</summary>
    public required string Hash { get; init; }

    /// <summary>UTC; everything cut off was from before.</summary>
    public required DateTimeOffset Before { get; init; }

    /// <summary>The entry that tells of it.</summary>
    internal AuditEntry ToldBy(DateTimeOffset at) => AuditEntry.Of(Actor.System("audit"), at, Action, null, newValue: Text);

    /// <summary>Whether the entry tells of it.</summary>
    internal bool IsToldBy(AuditEntry entry) => entry.Action == Action && entry.NewValue == Text;

    private string Text => string.Create(CultureInfo.InvariantCulture, $"{Position} {Hash} {Before:yyyy-MM-dd}");
}

internal sealed class AuditCutConfiguration : IEntityTypeConfiguration<AuditCut>
{
    public void Configure(EntityTypeBuilder<AuditCut> builder)
    {
        builder.ToTable("AuditCuts");
        builder.HasKey(cut => cut.Position);
        builder.Property(cut => cut.Position).ValueGeneratedNever();
        builder.Property(cut => cut.Hash).HasMaxLength(64);
    }
}
