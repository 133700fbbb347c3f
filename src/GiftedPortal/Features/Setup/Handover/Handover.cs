using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Customers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GiftedPortal.Features.Setup.Handover;

/// <summary>
/// A step, or the whole set-up, in a colleague's hands. A colleague who is no member yet is invited as a guest: a member of this customer with every
/// right in its set-up, until nothing is handed over to them any more.
/// </summary>
public sealed class Handover
{
    /// <summary>Longest note, in characters.</summary>
    public const int LongestNote = 1000;

    /// <summary>What <see cref="OpenKey"/> says for a whole set-up.</summary>
    internal const string Whole = "*";

    /// <summary>Key.</summary>
    public required Guid Id { get; init; }

    /// <summary>The connection being set up.</summary>
    public required Guid ConnectionId { get; init; }

    /// <summary>The step; null: the whole set-up.</summary>
    public string? Slug { get; init; }

    /// <summary>Address of the colleague, in lower case.</summary>
    public required string To { get; init; }

    /// <summary>A word to the colleague; empty: none.</summary>
    public required string Note { get; init; }

    /// <summary>Subject of the person who handed over.</summary>
    public required string FromId { get; init; }

    /// <summary>Name of the person who handed over.</summary>
    public required string FromName { get; init; }

    /// <summary>Address of the person who handed over; null where it is not known.</summary>
    public string? FromEmail { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset GivenAt { get; init; }

    /// <summary>The colleague's invitation; null when they were a member before.</summary>
    public Guid? InvitationId { get; init; }

    /// <summary>The step's slug, or <c>*</c>, while it is open; null afterwards. Unique in a connection, so that nothing is in two people's hands.</summary>
    public string? OpenKey { get; set; }

    /// <summary>How it ended; null while it is open.</summary>
    public HandoverEnd? End { get; private set; }

    /// <summary>UTC of the end.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Ends it without saving.</summary>
    internal void Close(HandoverEnd end, DateTimeOffset at) => (End, EndedAt, OpenKey) = (end, at, null);
}

/// <summary>How a hand-over ended.</summary>
public enum HandoverEnd
{
    /// <summary>The colleague gave it back, or it was finished.</summary>
    Done,

    /// <summary>It was taken back.</summary>
    TakenBack,
}

internal sealed class HandoverConfiguration : IEntityTypeConfiguration<Handover>
{
    public void Configure(EntityTypeBuilder<Handover> builder)
    {
        builder.ToTable("Handovers");
        builder.Property(one => one.Slug).HasMaxLength(60);
        builder.Property(one => one.OpenKey).HasMaxLength(60).IsConcurrencyToken();
        builder.Property(one => one.To).HasMaxLength(CustomerService.LongestEmail);
        builder.Property(one => one.Note).HasMaxLength(Handover.LongestNote);
        builder.Property(one => one.FromId).HasMaxLength(200);
        builder.Property(one => one.FromName).HasMaxLength(300);
        builder.Property(one => one.FromEmail).HasMaxLength(CustomerService.LongestEmail);
        builder.HasIndex(one => new { one.ConnectionId, one.OpenKey }).IsUnique();
        builder.HasOne<Connection>().WithMany().HasForeignKey(one => one.ConnectionId);
    }
}
