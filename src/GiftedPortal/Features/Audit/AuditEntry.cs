using GiftedPortal.Features.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GiftedPortal.Features.Audit;

/// <summary>Who did what, when. Written in the same transaction as what it tells of; never changed.</summary>
public sealed class AuditEntry
{
    /// <summary>Key, in order of writing.</summary>
    public long Id { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Subject of the actor.</summary>
    public required string ActorId { get; init; }

    /// <summary>The actor's name at that time.</summary>
    public required string ActorName { get; init; }

    /// <summary>What was done: <c>connection.approve</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The customer concerned.</summary>
    public Guid? CustomerId { get; init; }

    /// <summary>The connection concerned.</summary>
    public Guid? ConnectionId { get; init; }

    /// <summary>Before; never a secret.</summary>
    public string? OldValue { get; init; }

    /// <summary>After; never a secret.</summary>
    public string? NewValue { get; init; }

    /// <summary>Why, where a reason was asked for.</summary>
    public string? Reason { get; init; }

    /// <summary>From where: network address and kind of browser; null for the portal itself.</summary>
    public string? Origin { get; init; }

    /// <summary>An entry of this actor at this moment (UTC).</summary>
    public static AuditEntry Of(
        Actor actor, DateTimeOffset at, string action, Guid? customerId,
        Guid? connectionId = null, string? oldValue = null, string? newValue = null, string? reason = null) => new()
        {
            At = at,
            ActorId = actor.Id,
            ActorName = actor.Name,
            Action = action,
            CustomerId = customerId,
            ConnectionId = connectionId,
            OldValue = oldValue,
            NewValue = newValue,
            Reason = reason,
            Origin = actor.Origin,
        };
}

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("AuditEntries");
        builder.Property(entry => entry.ActorId).HasMaxLength(200);
        builder.Property(entry => entry.ActorName).HasMaxLength(300);
        builder.Property(entry => entry.Action).HasMaxLength(60);
        builder.Property(entry => entry.Origin).HasMaxLength(200);
        builder.HasIndex(entry => entry.ConnectionId);
        // a connection's timeline: most entries of an old one say that somebody looked, and are not on it
        builder.HasIndex(entry => new { entry.ConnectionId, entry.Action, entry.At });
        builder.HasIndex(entry => entry.CustomerId);
    }
}
