using GiftedPortal.Features.Connections;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GiftedPortal.Features.Setup.Typing;

/// <summary>
/// What stands in a field that holds a secret, or may hold one by mistake: kept encrypted from the first keystroke, never shown again,
/// and deleted as soon as the credentials are saved.
/// </summary>
public sealed class TypedSecret
{
    /// <summary>The connection being set up.</summary>
    public required Guid ConnectionId { get; init; }

    /// <summary>The field: <see cref="SetupAnswers.ServiceUserId"/> or <see cref="SetupAnswers.Token"/>.</summary>
    public required string Key { get; init; }

    /// <summary>The text, encrypted for this connection.</summary>
    public required string ProtectedText { get; set; }

    /// <summary>UTC of the last change.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>Who typed it.</summary>
    public required string By { get; set; }
}

internal sealed class TypedSecretConfiguration : IEntityTypeConfiguration<TypedSecret>
{
    public void Configure(EntityTypeBuilder<TypedSecret> builder)
    {
        builder.ToTable("TypedSecrets");
        builder.HasKey(secret => new { secret.ConnectionId, secret.Key });
        builder.Property(secret => secret.Key).HasMaxLength(60);
        builder.Property(secret => secret.By).HasMaxLength(300);
        builder.HasOne<Connection>().WithMany().HasForeignKey(secret => secret.ConnectionId);
    }
}
