using GiftedPortal.Features.Connections;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GiftedPortal.Features.Setup;

/// <summary>What a customer agreed to when a set-up was sent: one row for each time it was sent.</summary>
public sealed class SetupConsent
{
    /// <summary>Key, in order of writing.</summary>
    public long Id { get; init; }

    /// <summary>The connection.</summary>
    public required Guid ConnectionId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Subject of the person who agreed.</summary>
    public required string ById { get; init; }

    /// <summary>Their name at that time.</summary>
    public required string ByName { get; init; }

    /// <summary>See <see cref="ConsentText.Version"/>.</summary>
    public required int TextVersion { get; init; }

    /// <summary>The language that it was read in, such as <c>en</c>.</summary>
    public required string Language { get; init; }
}

/// <summary>What the provider said last of the stored credentials.</summary>
public sealed class CredentialLook
{
    /// <summary>The connection.</summary>
    public required Guid ConnectionId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>Why they could not be used, or could not be checked; null when they were accepted.</summary>
    public Providers.FailureKind? Failure { get; set; }
}

internal sealed class SetupConsentConfiguration : IEntityTypeConfiguration<SetupConsent>
{
    public void Configure(EntityTypeBuilder<SetupConsent> builder)
    {
        builder.ToTable("SetupConsents");
        builder.Property(consent => consent.ById).HasMaxLength(200);
        builder.Property(consent => consent.ByName).HasMaxLength(300);
        builder.Property(consent => consent.Language).HasMaxLength(20);
        builder.HasOne<Connection>().WithMany().HasForeignKey(consent => consent.ConnectionId);
    }
}

internal sealed class CredentialLookConfiguration : IEntityTypeConfiguration<CredentialLook>
{
    public void Configure(EntityTypeBuilder<CredentialLook> builder)
    {
        builder.ToTable("CredentialLooks");
        builder.HasKey(look => look.ConnectionId);
        builder.HasOne<Connection>().WithMany().HasForeignKey(look => look.ConnectionId);
    }
}
